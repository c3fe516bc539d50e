import type { FormOutcome } from "@/lib/domain/form-state";
import { type Back, follow } from "./follower";
import {
  changedIn,
  closeOf,
  fill,
  hasFiles,
  isKept,
  leadsElsewhere,
  nameOf,
  namesOf,
  type Typed,
  typedIn,
} from "./form-fields";
import { type Keeping, keepAt } from "./kept";

/**
 * What is typed in the forms of this document and could not be sent. All forms have it that are about their page's person
 * (`isKept`), without a word of their own: the document's events say what is typed and sent, `settleForm` what came of it.
 * A document has one person, whom its frame was made for.
 */
let deviceKey = "";
let onBack: (back: Back | undefined) => void = () => {};
/** The forms of this address in which something was typed or could be, by name. */
const forms = new Map<string, Watched>();
let address = "";
/** The forms whose data was read, by the number that was put into it, and by the data once it was taken out. */
const read: Watched[] = [];
const sent = new WeakMap<FormData, Watched>();
const byElement = new WeakMap<HTMLFormElement, Watched>();
/** Forms that were filled with what was kept, what empties them of it, and how many older texts wait behind it. */
const filled = new Map<Watched, { undo: () => void; others: number }>();
let filling = false;
/** Forms that got no answer: they are emptied as after one, and nothing says what is to be in them. */
const unanswered = new Set<Watched>();

/** The field of that number. */
const mark = "$form";

type Watched = {
  readonly name: string;
  form: HTMLFormElement;
  /** Fields that were typed in, and what was in them when they were last looked at. */
  readonly names: Set<string>;
  typed: Typed;
  /** Whether this device keeps it, and whatever is typed further. */
  kept: boolean;
  readonly keeping: Promise<Keeping<Typed>>;
};

/** Begins to follow the forms of the document. `tell` is told when something kept came back, and when it is settled. */
function watchForms(key: string, tell: typeof onBack): () => void {
  deviceKey = key;
  onBack = tell;
  const observer = new MutationObserver((changes) => {
    const hasForm = (node: Node) =>
      node instanceof Element && (node.matches("form") || node.querySelector("form"));
    if (changes.some(({ addedNodes }) => [...addedNodes].some(hasForm))) bringAllBack();
  });
  observer.observe(document.body, { childList: true, subtree: true });
  document.addEventListener("input", onTyped);
  document.addEventListener("change", onTyped);
  document.addEventListener("formdata", onSent);
  for (const form of [...document.forms].filter(isKept)) {
    noteEarly(form);
    void bringBack(form);
  }
  return () => {
    observer.disconnect();
    document.removeEventListener("input", onTyped);
    document.removeEventListener("change", onTyped);
    document.removeEventListener("formdata", onSent);
    forms.clear();
    filled.clear();
  };
}

/**
 * What became of a form that was sent: what was typed is dropped once it arrived, and kept on the device where it waits
 * for a sign-in or got no answer; any other refusal is read and mended on the page. Resolves to whether it is kept.
 */
export async function settleForm(of: FormData | HTMLFormElement, outcome: FormOutcome): Promise<boolean> {
  const watched = of instanceof FormData ? sent.get(of) : followed(of);
  if (!watched) return false;
  if (outcome.ok) {
    await drop(watched);
    return false;
  }
  if (outcome.unanswered) unanswered.add(watched);
  const waits = watched.kept || outcome.unanswered || outcome.signInAgain !== false;
  return waits && keep(watched);
}

/** Puts back what was typed in forms that got no answer, once they were emptied or made anew. */
export function refillUnanswered(): void {
  for (const watched of unanswered) {
    const isSame = (form: HTMLFormElement) => isKept(form) && nameOf(form) === watched.name;
    const form = watched.form.isConnected ? watched.form : [...document.forms].find(isSame);
    if (form) whileFilling(() => fill(form, watched.typed));
  }
  unanswered.clear();
}

/** Takes out of a form's data which form it is of: before an action gets it, and `settleForm` its outcome. */
export function noteForm(data: FormData): void {
  const watched = read[Number(data.get(mark) ?? Number.NaN)];
  data.delete(mark);
  if (watched) sent.set(data, watched);
}

/** Keeps what is typed in every form of the page. Resolves to false where this browser keeps nothing. */
async function keepTyped(): Promise<boolean> {
  const typed = [...forms.values()].filter(({ names }) => names.size > 0);
  for (const watched of typed) look(watched);
  return (await Promise.all(typed.map(keep))).every(Boolean);
}

/** Drops what came back into the page, and shows the fields as they were without it. */
async function throwAway(): Promise<void> {
  for (const [watched, { undo }] of [...filled]) {
    whileFilling(undo);
    await drop(watched);
  }
}

function followed(form: HTMLFormElement): Watched {
  if (address !== window.location.pathname) {
    address = window.location.pathname;
    forms.clear();
    filled.clear();
  }
  // A form that is being sent holds its button's value as one more field: its name is that of before.
  const known = byElement.get(form);
  if (known && forms.get(known.name) === known) return known;
  const name = nameOf(form);
  const watched: Watched = forms.get(name) ?? {
    name,
    form,
    names: new Set(),
    typed: {},
    kept: false,
    keeping: keepingOf(name, closeOf(form)),
  };
  forms.set(name, watched);
  byElement.set(form, watched);
  return watched;
}

function onTyped({ target }: Event): void {
  const form = target instanceof Element && "form" in target ? target.form : undefined;
  if (!(form instanceof HTMLFormElement) || !isKept(form)) return;
  const watched = followed(form);
  watched.form = form;
  for (const name of namesOf(target as Element)) watched.names.add(name);
  look(watched);
  if (watched.kept && !filling) void keep(watched);
}

/**
 * Puts a number into the data of a form that is sent. React hands an action another `FormData` object than this event has,
 * with the same fields: by the number `noteForm` finds the form that an action's data came from.
 */
function onSent({ target, formData }: FormDataEvent): void {
  if (!(target instanceof HTMLFormElement) || !isKept(target)) return;
  const watched = followed(target);
  watched.form = target;
  look(watched);
  // What such a form leads to may be somebody else's page. It is dropped once the page shows it.
  if (leadsElsewhere(target)) void keep(watched);
  else if (!target.matches("[data-kept]")) formData.set(mark, String(numberOf(watched)));
}

function numberOf(watched: Watched): number {
  const at = read.indexOf(watched);
  return at >= 0 ? at : read.push(watched) - 1;
}

function look(watched: Watched): void {
  // A form that was made anew after its answer is not this one; what it held is known.
  if (watched.form.isConnected) watched.typed = typedIn(watched.form, watched.names);
}

async function keep(watched: Watched): Promise<boolean> {
  if (watched.names.size === 0) return false;
  watched.kept = true;
  return (await watched.keeping).write(watched.typed);
}

async function drop(watched: Watched): Promise<void> {
  watched.names.clear();
  watched.typed = {};
  watched.kept = false;
  if (filled.delete(watched)) tellBack();
  await (await watched.keeping).write(undefined);
}

function bringAllBack(): void {
  for (const form of document.forms) if (isKept(form) && !forms.has(nameOf(form))) void bringBack(form);
}

/** Notes what was typed before this began to listen: on a slow device or line a page can be used long before it does. */
function noteEarly(form: HTMLFormElement): void {
  const names = changedIn(form);
  if (names.length === 0) return;
  const watched = followed(form);
  for (const name of names) watched.names.add(name);
  look(watched);
}

/** Fills a form with what was kept of it, except for the fields in which somebody was faster and typed. */
async function bringBack(form: HTMLFormElement): Promise<void> {
  const watched = followed(form);
  const { newest, others } = await (await watched.keeping).openNewest();
  if (!newest) return;
  watched.kept = true;
  const untouched = Object.entries(newest).filter(([field]) => !watched.names.has(field));
  const undo = whileFilling(() => fill(watched.form, Object.fromEntries(untouched)));
  if (!undo && leadsElsewhere(form) && watched.names.size === 0) await drop(watched);
  if (!undo) return;
  filled.set(watched, { undo, others });
  tellBack();
}

function whileFilling<T>(work: () => T): T {
  filling = true;
  try {
    return work();
  } finally {
    filling = false;
  }
}

function tellBack(): void {
  const back = [...filled.keys()];
  const files = back.some(({ form }) => hasFiles(form));
  const others = [...filled.values()].reduce((sum, one) => sum + one.others, 0);
  onBack(back.length > 0 ? { files, others } : undefined);
}

/** The name is a hash that needs the key: the storage does not say which pages somebody typed in. */
async function keepingOf(name: string, closesAt: number | undefined): Promise<Keeping<Typed>> {
  try {
    const bytes = new TextEncoder().encode(`${deviceKey} ${name}`);
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const storageKey = `form ${btoa(String.fromCharCode(...hash))}`;
    return keepAt({ storageKey, deviceKey, ...(closesAt !== undefined && { closesAt }) }, (typed) => typed);
  } catch {
    // Without https a browser has no cipher.
    return {
      open: async () => [],
      openNewest: async () => ({ newest: undefined, others: 0 }),
      write: async () => false,
    };
  }
}

follow({ watchForms, keepTyped, throwAway });

import { newIdField } from "@/lib/domain/new-row";
import { pageField } from "@/lib/domain/page-header";

/** What was typed and chosen in a form, by field; several values where several boxes have one name. */
export type Typed = Readonly<Record<string, readonly string[]>>;

/** For a form that belongs to an open cycle: what is typed in it is kept until the cycle's close. */
export const keptUntilClose = (closesAt: Date) => ({ "data-closes-at": String(closesAt.getTime()) }) as const;

/** The close that ends a form, in milliseconds since 1970. Of what a duo or a leader writes no close is the end. */
export const closeOf = (form: HTMLFormElement): number | undefined => {
  const { closesAt } = form.dataset;
  return closesAt === undefined ? undefined : Number(closesAt);
};

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** For a form that names its person in another way than by the field `page`, or is about nobody. */
export const keptForm = { "data-kept": "" } as const;

/** What no device keeps: secrets, files, and what nobody typed. */
const neverKept = new Set(["hidden", "password", "file", "submit", "button", "image", "reset"]);

const isTypedIn = (element: Element): element is Control =>
  (element instanceof HTMLInputElement ||
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement) &&
  element.name !== "" &&
  !neverKept.has(element.type) &&
  element.autocomplete !== "one-time-code";

const controlsOf = (form: HTMLFormElement, name?: string): Control[] =>
  [...form.elements].filter(isTypedIn).filter((control) => name === undefined || control.name === name);

/**
 * Whether what is typed in a form is kept on the device when it could not be sent: every form that writes as the person
 * of its page, since those name that person.
 */
export const isKept = (form: HTMLFormElement): boolean =>
  (form.elements.namedItem(pageField) !== null || form.matches("[data-kept]")) && controlsOf(form).length > 0;

/** Whether a form is sent as an address that the browser goes to. React's own forms have no method either. */
export const leadsElsewhere = (form: HTMLFormElement): boolean =>
  form.matches("[data-kept]") && form.method === "get";

/** Hidden fields that are other ones each time the page is made: they do not tell which form it is. */
const changing = new RegExp(`^(?:${pageField}|${newIdField}|revision|started.*|\\$ACTION.*)$`);

/** Which form of which page it is: its address, what it sends unseen, and the names of its fields. */
export function nameOf(form: HTMLFormElement): string {
  const hidden = [...form.elements].flatMap((element) =>
    element instanceof HTMLInputElement && element.type === "hidden" && !changing.test(element.name)
      ? [[element.name, element.value]]
      : [],
  );
  const fields = new Set(controlsOf(form).map(({ name }) => name));
  return JSON.stringify([window.location.pathname, hidden, [...fields]]);
}

export const hasFiles = (form: HTMLFormElement): boolean => form.querySelector("[type=file]") !== null;

/** The fields that an event in a control may have changed: a search box without a name belongs to the field beside it. */
export function namesOf(control: Element): string[] {
  if (isTypedIn(control)) return [control.name];
  const isUnnamed = control instanceof HTMLInputElement && control.name === "";
  const beside = isUnnamed ? [...(control.parentElement?.querySelectorAll("[name]") ?? [])] : [];
  return beside.filter(isTypedIn).map(({ name }) => name);
}

/** The fields that hold something else than the server's page had in them: typed in before its scripts ran. */
export const changedIn = (form: HTMLFormElement): string[] =>
  controlsOf(form)
    .filter(isChanged)
    .map(({ name }) => name);

function isChanged(control: Control): boolean {
  if (control instanceof HTMLSelectElement) return isChosenAnew([...control.options]);
  return isBox(control) ? control.checked !== control.defaultChecked : control.value !== control.defaultValue;
}

function isChosenAnew(options: readonly HTMLOptionElement[]): boolean {
  const chosenByPage = options.some((one) => one.defaultSelected)
    ? options.filter((one) => one.defaultSelected)
    : options.filter((one) => !one.disabled).slice(0, 1);
  return options.some((one) => one.selected !== chosenByPage.includes(one));
}

/** What the fields of these names hold now. */
export const typedIn = (form: HTMLFormElement, names: Iterable<string>): Typed =>
  Object.fromEntries([...names].map((name) => [name, controlsOf(form, name).flatMap(heldBy)]));

const heldBy = (control: Control): string[] => (isBox(control) && !control.checked ? [] : [control.value]);

const isBox = (control: Control): control is HTMLInputElement =>
  control.type === "radio" || control.type === "checkbox";

/** Puts values back into their fields. Returns what takes them out again, or undefined where all of it was there. */
export function fill(form: HTMLFormElement, typed: Typed): (() => void) | undefined {
  const undone = controlsOf(form).flatMap((control) => {
    const values = typed[control.name];
    const undo = values && (isBox(control) ? check(control, values) : put(control, values[0]));
    if (undo) openAround(control);
    return undo ? [undo] : [];
  });
  return undone.length > 0 ? () => undone.forEach((undo) => void undo()) : undefined;
}

function check(box: HTMLInputElement, values: readonly string[]): (() => void) | undefined {
  const was = box.checked;
  const set = (checked: boolean) => {
    box.checked = checked;
    announce(box);
  };
  if (was === values.includes(box.value)) return undefined;
  set(!was);
  return () => set(was);
}

function put(control: Control, value: string | undefined): (() => void) | undefined {
  const was = control.value;
  if (value === undefined || value === was) return undefined;
  const isOffered =
    !(control instanceof HTMLSelectElement) || [...control.options].some((one) => one.value === value);
  if (!isOffered) return undefined;
  setValue(control, value);
  return () => setValue(control, was);
}

/** Sets a value as typing does, so that a component that holds the value itself takes it. */
function setValue(control: Control, value: string): void {
  // The element's own property is React's, which would not notice.
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), "value")?.set?.call(control, value);
  announce(control);
}

function announce(control: Control): void {
  for (const type of ["input", "change"]) control.dispatchEvent(new Event(type, { bubbles: true }));
}

/** What is folded away around a field or a form is opened. */
export function openAround(inside: Element): void {
  for (let at = inside.closest("details"); at; at = at.parentElement?.closest("details") ?? null)
    at.open = true;
}

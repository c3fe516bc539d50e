import { newUuid } from "../new-uuid";
import { dropExpired, type Entry, entriesOf, isReadable, keptNames, keptUntil } from "./entries";

/** Where what one person typed in a survey or a form is kept on this device, and until when. */
export type KeptPlace = {
  /** Names the survey or the form, and the person. */
  readonly storageKey: string;
  /** 32 bytes in base64, which only this person's own sign-in gives; held in memory, never stored. */
  readonly deviceKey: string;
  /**
   * The close, in milliseconds since 1970, of the cycle whose longer window an admin types: nothing can come of it then.
   * Without one seven days alone end it. What the two and their leaders write after a close can still be sent, and what a
   * survey takes no more can still be copied.
   */
  readonly closesAt?: number;
};

/** What is kept of one visit. Each tab has an entry of its own: none clears or replaces what another one keeps. */
export type Keeping<Kept> = {
  /** What visits before this one left on this device, oldest first; without what is not readable. */
  open: () => Promise<readonly Kept[]>;
  /** The newest of it alone, and how many others stay where they are, for the visits after this one. */
  openNewest: () => Promise<{ newest: Kept | undefined; others: number }>;
  /**
   * Keeps what the server has not confirmed, encrypted, or clears it; the entries that were opened are then removed. False
   * when the browser refuses to keep anything, as it does without https, where it has no encryption.
   */
  write: (kept: Kept | undefined) => Promise<boolean>;
};

/**
 * Begins a visit to a survey or a form on this device. `typedIn` gives what of the kept the person typed: another attempt
 * to send the same does not make it newer.
 */
export function keepAt<Kept>(place: KeptPlace, typedIn: (kept: Kept) => unknown): Keeping<Kept> {
  const own = entriesOf(place.storageKey) + newUuid();
  let opened: readonly string[] = [];
  let typed = { text: "", at: 0 };
  const open = (entries: readonly { name: string; kept: Kept }[]) => {
    opened = entries.map(({ name }) => name);
    return entries.map(({ kept }) => kept);
  };
  return {
    open: async () => {
      const all = open(await readEntries<Kept>(place));
      // Only now: what expired may be this survey's, and its close may have moved since.
      dropExpired();
      return all;
    },
    openNewest: async () => {
      const entries = await readEntries<Kept>(place);
      const [newest] = open(entries.slice(-1));
      return { newest, others: Math.max(0, entries.length - 1) };
    },
    write: inOrder(async (kept) => {
      const text = JSON.stringify(kept && typedIn(kept));
      if (text !== typed.text) typed = { text, at: Date.now() };
      const written = await writeEntry(place, own, { kept, at: typed.at });
      if (written) for (const name of opened) localStorage.removeItem(name);
      if (written) opened = [];
      return written;
    }),
  };
}

/** One call after the other: an older write that takes longer must not end after a newer one. */
function inOrder<Input, Output>(work: (input: Input) => Promise<Output>): (input: Input) => Promise<Output> {
  let last: Promise<unknown> = Promise.resolve();
  return (input) => {
    const next = last.then(() => work(input));
    last = next;
    return next;
  };
}

async function readEntries<Kept>(place: KeptPlace): Promise<{ name: string; kept: Kept }[]> {
  const read = [];
  for (const name of keptNames(entriesOf(place.storageKey))) {
    try {
      const entry: Entry = JSON.parse(localStorage.getItem(name)!);
      const { at, nonce, sealed } = entry;
      if (!isReadable(entry)) continue;
      const opened = await crypto.subtle.decrypt(
        cipher(place, fromBase64(nonce)),
        await keyOf(place),
        fromBase64(sealed),
      );
      read.push({ name, at, kept: JSON.parse(new TextDecoder().decode(opened)) });
    } catch {
      // Written by another version or under another key: nobody can read it, and it is dropped in time.
    }
  }
  return read.sort((a, b) => a.at - b.at);
}

async function writeEntry(
  place: KeptPlace,
  name: string,
  { kept, at }: { kept: unknown; at: number },
): Promise<boolean> {
  try {
    if (!kept) {
      localStorage.removeItem(name);
      return true;
    }
    const nonce = crypto.getRandomValues(new Uint8Array(12));
    const text = new TextEncoder().encode(JSON.stringify(kept));
    const sealed = await crypto.subtle.encrypt(cipher(place, nonce), await keyOf(place), text);
    const entry: Entry = {
      until: keptUntil(place.closesAt, at),
      at,
      nonce: toBase64(nonce),
      sealed: toBase64(new Uint8Array(sealed)),
    };
    localStorage.setItem(name, JSON.stringify(entry));
    return true;
  } catch {
    return false;
  }
}

const keyOf = ({ deviceKey }: KeptPlace) =>
  crypto.subtle.importKey("raw", fromBase64(deviceKey), "AES-GCM", false, ["encrypt", "decrypt"]);
/** The place is authenticated too: what is moved to another survey's or form's place does not open. */
const cipher = ({ storageKey }: KeptPlace, nonce: Uint8Array<ArrayBuffer>) => ({
  name: "AES-GCM",
  iv: nonce,
  additionalData: new TextEncoder().encode(storageKey),
});
const toBase64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
const fromBase64 = (text: string) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

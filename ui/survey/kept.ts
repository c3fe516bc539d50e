import { newUuid } from "../new-uuid";
import type { Kept } from "./kept-answers";

const PREFIX = "twofold:unsaved:";
const LONGEST = 7 * 86_400_000;

/** Where one person's unsaved answers of one survey are kept on this device, and until when. */
export type Place = {
  /** Cycle, duo and person. */
  readonly storageKey: string;
  /** 32 bytes in base64, which only this person's own sign-in gives; held in memory, never stored. */
  readonly deviceKey: string;
  /** The cycle's close, in milliseconds since 1970. */
  readonly closesAt: number;
};

/** `at`: when it was written, in milliseconds since 1970. */
type Entry = { until: number; at: number; nonce: string; sealed: string };

/** What is kept of one visit. Each tab has an entry of its own: none clears or replaces what another one keeps. */
export type Keeping = {
  /** What visits before this one left on this device, oldest first; without what is not readable. */
  open: () => Promise<readonly Kept[]>;
  /**
   * Keeps what the server has not confirmed, encrypted, or clears it. What was opened is this visit's from then on. False
   * when the browser refuses to keep anything, as it does without https: then it has no cipher.
   */
  write: (kept: Kept | undefined) => Promise<boolean>;
};

/** Begins a visit to a survey on this device. */
export function keepAt(place: Place): Keeping {
  const own = `${PREFIX}${place.storageKey} ${newUuid()}`;
  let opened: readonly string[] = [];
  return {
    open: async () => {
      const entries = await readEntries(place);
      opened = entries.map(({ name }) => name);
      return entries.map(({ kept }) => kept);
    },
    write: inOrder(async (kept) => {
      const written = await writeEntry(place, own, kept);
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

async function readEntries(place: Place): Promise<{ name: string; kept: Kept }[]> {
  const read = [];
  for (const name of namesHere(`${PREFIX}${place.storageKey} `)) {
    try {
      const { at, nonce, sealed }: Entry = JSON.parse(localStorage.getItem(name)!);
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

async function writeEntry(place: Place, name: string, kept: Kept | undefined): Promise<boolean> {
  try {
    if (!kept) {
      localStorage.removeItem(name);
      return true;
    }
    const nonce = crypto.getRandomValues(new Uint8Array(12));
    const text = new TextEncoder().encode(JSON.stringify(kept));
    const sealed = await crypto.subtle.encrypt(cipher(place, nonce), await keyOf(place), text);
    const entry: Entry = {
      until: Math.min(place.closesAt, Date.now() + LONGEST),
      at: Date.now(),
      nonce: toBase64(nonce),
      sealed: toBase64(new Uint8Array(sealed)),
    };
    localStorage.setItem(name, JSON.stringify(entry));
    return true;
  } catch {
    return false;
  }
}

/** Drops what anybody kept here past the close of its cycle or for more than seven days, and what is not encrypted. */
export function dropExpired(): void {
  for (const name of namesHere(PREFIX)) {
    if (!isCurrent(localStorage.getItem(name))) localStorage.removeItem(name);
  }
}

/** Names of entries that begin so; none where the browser refuses access, because then it keeps nothing either. */
function namesHere(prefix: string): string[] {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(prefix));
  } catch {
    return [];
  }
}

function isCurrent(text: string | null): boolean {
  try {
    const { until, sealed }: Partial<Entry> = JSON.parse(text ?? "");
    return typeof sealed === "string" && typeof until === "number" && until > Date.now();
  } catch {
    return false;
  }
}

const keyOf = ({ deviceKey }: Place) =>
  crypto.subtle.importKey("raw", fromBase64(deviceKey), "AES-GCM", false, ["encrypt", "decrypt"]);
/** The place is authenticated too: answers moved to another survey's place do not open. */
const cipher = ({ storageKey }: Place, nonce: Uint8Array<ArrayBuffer>) => ({
  name: "AES-GCM",
  iv: nonce,
  additionalData: new TextEncoder().encode(storageKey),
});
const toBase64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
const fromBase64 = (text: string) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

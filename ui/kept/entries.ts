import { DAY_MS } from "@/lib/domain/days";

const PREFIX = "twofold:unsaved:";
const LONGEST = 7 * DAY_MS;

/**
 * What a browser's storage holds of one visit to a survey or a form. `at` and `until`: when it was last changed and until
 * when it is kept, in milliseconds since 1970.
 */
export type Entry = { until: number; at: number; nonce: string; sealed: string };

/** The name of the entries of one survey or form and person, before that of the visit. */
export const entriesOf = (storageKey: string) => `${PREFIX}${storageKey} `;

/** Until when something that was typed at a time is kept: the cycle's close, seven days at most. */
export const keptUntil = (closesAt: number | undefined, at: number) =>
  Math.min(closesAt ?? Number.POSITIVE_INFINITY, at + LONGEST);

/** Whether what was typed at a time may still be read where its cycle is open: a close may have moved since. */
export const isReadable = ({ at }: Entry) => at > Date.now() - LONGEST;

/** Drops what anybody kept here past the close of its cycle or for more than seven days, and what is not encrypted. */
export function dropExpired(): void {
  for (const name of keptNames(PREFIX)) {
    if (!isCurrent(localStorage.getItem(name))) localStorage.removeItem(name);
  }
}

/** Drops what is kept on this device of one survey or form, of every person and tab. */
export function dropEntries(storageKey: string): void {
  for (const name of keptNames(entriesOf(storageKey))) localStorage.removeItem(name);
}

/** Names of entries that begin so; none where the browser refuses access, because then it keeps nothing either. */
export function keptNames(prefix: string): string[] {
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

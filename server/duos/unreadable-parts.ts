import { openOrNote, type Unreadable } from "@/db/encryption/sealed-rows";
import type { SealedPart, UnreadableParts } from "@/lib/domain/unreadable";
import { logFault } from "../logger";

/** Parts of a duo that turned out not to open, while a page is put together. */
export type Broken = Unreadable;

/** What a part holds; undefined for one that does not open, which is noted. */
export const openPartOrNote = <Value>(broken: Broken, part: SealedPart, open: () => Value) =>
  openOrNote(broken, part, open);

/** Logs every part that did not open under its reference, and gives the references. */
export function logBroken(
  broken: Broken,
  place: { orgId: string; duoId: string; cycleId?: string },
): UnreadableParts {
  for (const fault of broken.values()) logFault(fault, place);
  return Object.fromEntries([...broken].map(([part, { digest }]) => [part, digest]));
}

import type { status as statusText } from "../i18n/en/status";
import { type StatusCode, statusCodes } from "./published";

/** Status in a published row of a duo: one of the engine's, or "incomplete" when not both partners submitted. */
export const publishedStatuses = [...statusCodes, "incomplete"] as const;
export type PublishedStatus = StatusCode | "incomplete";

/** The shape shown beside a status's word, so that statuses can be told apart without colour. */
const glyphs: Record<PublishedStatus, string> = {
  multiplying: "▲",
  steady: "■",
  strained: "◆",
  diverging: "▼",
  "not-enough-data": "○",
  incomplete: "–",
};

/** The letter of each status, for places that are too small for its word. */
export const statusLetters: Record<PublishedStatus, string> = {
  multiplying: "M",
  steady: "S",
  strained: "T",
  diverging: "D",
  "not-enough-data": "n",
  incomplete: "i",
};

/**
 * The shape of a status. Diverging by moving apart has a shape of its own.
 * @param reason the stored reason code; null where the status has none
 */
export function statusGlyph(status: PublishedStatus, reason?: string | null): string {
  return status === "diverging" && reason === "apart" ? "◀▶" : glyphs[status];
}

/** The order of lists that begin with the duos needing attention: trends, bad levels, then what is well. */
export const attentionOrder = [
  "diverging",
  "strained",
  "not-enough-data",
  "steady",
  "multiplying",
  "incomplete",
] as const satisfies readonly PublishedStatus[];

/** Position of a status in lists and stacks, from 0: multiplying first, incomplete last. */
export function statusOrder(status: PublishedStatus): number {
  return publishedStatuses.indexOf(status);
}

/**
 * The dictionary's texts for a stored reason, which may join several codes with "+" such as `low+split`
 * (docs/measurement.md 3.3).
 * @returns one text per code in stored order; codes without a text are left out; empty for a status without a reason
 */
export function reasonWords(
  text: typeof statusText,
  status: PublishedStatus,
  reason?: string | null,
): string[] {
  if (!reason || !(status in text.reason)) return [];
  const known: Partial<Record<string, string>> = text.reason[status as keyof typeof text.reason];
  return reason.split("+").flatMap((code) => known[code] ?? []);
}

import type { status as statusWords } from "../i18n/en/status";
import { type StatusCode, statusCodes } from "./published";

/** What a published row of a duo may say: an engine status, or "incomplete" for a cycle that lacks a partner. */
export const publishedStatuses = [...statusCodes, "incomplete"] as const;
export type PublishedStatus = StatusCode | "incomplete";

/** Shape of each status: it carries the meaning together with the word, and reads without colour. */
const glyphs: Record<PublishedStatus, string> = {
  multiplying: "▲",
  steady: "■",
  strained: "◆",
  diverging: "▼",
  "not-enough-data": "○",
  incomplete: "–",
};

/** One letter for each status where a word does not fit. */
export const statusLetters: Record<PublishedStatus, string> = {
  multiplying: "M",
  steady: "S",
  strained: "T",
  diverging: "D",
  "not-enough-data": "n",
  incomplete: "i",
};

/**
 * The shape of a status; a duo that diverges by moving apart has its own.
 * @param reason the stored reason code, `null` where the status has none
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

/** Position of a status in every list and stack: multiplying first, incomplete last. */
export function statusOrder(status: PublishedStatus): number {
  return publishedStatuses.indexOf(status);
}

/**
 * The words of a stored reason, one per code joined by "+" (measurement specification 3.3: `low+split`).
 * @returns in stored order; empty for a status without reason; codes the dictionary does not know are left out
 */
export function reasonWords(
  words: typeof statusWords,
  status: PublishedStatus,
  reason?: string | null,
): string[] {
  if (!reason || !(status in words.reason)) return [];
  const known: Partial<Record<string, string>> = words.reason[status as keyof typeof words.reason];
  return reason.split("+").flatMap((code) => known[code] ?? []);
}

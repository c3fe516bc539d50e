import type { Side } from "@/lib/instrument/answers";
import { itemsOfClass } from "@/lib/instrument/confidentiality";
import { itemByCode } from "@/lib/instrument/instrument";
import type { RevealOwnershipRow } from "@/lib/scoring/reveal";
import type { RevealRow } from "@/lib/scoring/reveal-rows";

/** The talking point that is an area of the ownership map. */
export const areaPoint = (row: string): string => `MAP:${row}`;

/** The talking point that is a question, by what the technical side was asked, so that both partners name the same one. */
export const questionPoint = (row: Pick<RevealRow, "item" | "theirItem">, side: Side): string =>
  side === "ic" ? row.item : row.theirItem;

/** Everything that the two can make a talking point of: areas of the ownership map, and shared questions with a scale. */
export const talkingPointCodes: readonly string[] = [
  ...(itemByCode("MAP").row_codes ?? []).map(areaPoint),
  ...itemsOfClass("S")
    .filter(({ type }) => type === "scale3" || type === "scale5")
    .map(({ code }) => code),
];

/** A talking point with what both answered. */
export type TalkingPoint =
  | { readonly kind: "area"; readonly row: RevealOwnershipRow }
  | { readonly kind: "question"; readonly row: RevealRow };

/** The code of a talking point. @param side the reader's */
export const pointCode = (point: TalkingPoint, side: Side): string =>
  point.kind === "area" ? areaPoint(point.row.row) : questionPoint(point.row, side);

/**
 * The chosen points in the order of the page: areas first, then questions. One to which both answers are no longer there
 * is left out.
 * @param side the reader's
 */
export function talkingPoints(
  codes: readonly string[],
  { ownership, questions }: { ownership: readonly RevealOwnershipRow[]; questions: readonly RevealRow[] },
  side: Side,
): readonly TalkingPoint[] {
  const chosen = new Set(codes);
  return [
    ...ownership
      .filter(({ row }) => chosen.has(areaPoint(row)))
      .map((row) => ({ kind: "area", row }) as const),
    ...questions
      .filter((row) => chosen.has(questionPoint(row, side)))
      .map((row) => ({ kind: "question", row }) as const),
  ];
}

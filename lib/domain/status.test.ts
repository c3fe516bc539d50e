import { expect, it } from "vitest";
import { dictionary } from "../i18n";
import { publishedStatuses, reasonWords, statusGlyph, statusLetters, statusOrder } from "./status";

const words = dictionary("en").status;

it("gives every status a shape of its own", () => {
  expect(publishedStatuses.map((status) => statusGlyph(status))).toEqual(["▲", "■", "◆", "▼", "○", "–"]);
});

it("gives every status the letter that the legend explains", () => {
  const letters = publishedStatuses.map(
    (status) => `${statusLetters[status]} ${words.word[status].toLowerCase()}`,
  );
  expect(dictionary("en").insightsDuos.list.legend).toBe(`Letters: ${letters.join(", ")}.`);
});

it("draws moving apart differently from declining", () => {
  expect(statusGlyph("diverging", "apart")).toBe("◀▶");
  expect(statusGlyph("diverging", "declining")).toBe("▼");
  expect(statusGlyph("strained", "apart")).toBe("◆");
});

it("has words for every reason the engine stores", () => {
  const stored = {
    diverging: ["declining", "apart", "both"],
    strained: ["low", "one-side", "split", "low+one-side+split"],
    "not-enough-data": ["one-voice", "both"],
  } as const;
  for (const [status, reasons] of Object.entries(stored)) {
    for (const reason of reasons) {
      expect(reasonWords(words, status as keyof typeof stored, reason)).toHaveLength(
        reason.split("+").length,
      );
    }
  }
});

it("has different texts for the reason 'both' of diverging and of not enough data", () => {
  expect(reasonWords(words, "diverging", "both")).not.toEqual(reasonWords(words, "not-enough-data", "both"));
});

it("gives no text where there is no reason", () => {
  expect(reasonWords(words, "steady", null)).toEqual([]);
  expect(reasonWords(words, "incomplete", "low")).toEqual([]);
  expect(reasonWords(words, "strained", "low+unheard-of")).toEqual([words.reason.strained.low]);
});

it("lists multiplying first and incomplete last", () => {
  expect(statusOrder("multiplying")).toBeLessThan(statusOrder("diverging"));
  expect(statusOrder("incomplete")).toBe(publishedStatuses.length - 1);
});

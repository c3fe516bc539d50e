import { expect, test } from "vitest";
import type { CellMeasure } from "../domain/published";
import type { CustomQuestion } from "../instrument/custom-questions";
import { hiddenCell } from "../publication/masked-cell";
import { customFigures, wordsOfMeasure } from "./custom-figures";
import { readingOf } from "./figures";

const choice: CustomQuestion = {
  id: "1",
  slot: 2,
  kind: "choice",
  answerClass: "aggregate",
  wording: "Where do {P} and you mostly meet?",
  options: ["Here", "There"],
};
const shared: CustomQuestion = { ...choice, id: "2", slot: 1, answerClass: "shared" };
const cell = (measure: CellMeasure) => ({ ...hiddenCell("u", measure, null), cycleId: "c", visible: true });

test.each(["scoped", "private"] as const)(
  "figures of own questions are masked cells in %s, with their words",
  (sharingMode) => {
    const cells = [
      { ...cell("own:2:a"), counted: 6, enrolled: 7, band: "from-80" as const },
      { ...cell("own:2:b"), counted: 6, enrolled: 7, band: "to-20" as const },
    ];
    const reading = readingOf({ counts: [], cells, isPart: false });
    const at = { unitId: "u", cycle: { id: "c", sharingMode } };
    expect(customFigures(reading, at, [shared, choice])).toEqual([
      {
        slot: 2,
        kind: "choice",
        wording: choice.wording,
        options: ["Here", "There"],
        figures: [
          { kind: "share", band: "from-80", counted: 6, enrolled: 7 },
          { kind: "share", band: "to-20", counted: 6, enrolled: 7 },
        ],
      },
    ]);
    const unread = readingOf({ counts: [], cells: [], isPart: false });
    expect(customFigures(unread, at, [choice])[0]!.figures[0]).toEqual({
      kind: "hidden",
      why: "not-readable",
    });
  },
);

test("a file says the question and the option behind a measure", () => {
  expect(wordsOfMeasure("own:2:b", [shared, choice])).toEqual({ question: choice.wording, answer: "There" });
  expect(wordsOfMeasure("own:1", [{ ...choice, slot: 1, kind: "scale" }])).toEqual({
    question: choice.wording,
    answer: "",
  });
  for (const measure of ["own:1", "own:2", "level"] as const) {
    expect(wordsOfMeasure(measure, [shared, choice])).toEqual({ question: "", answer: "" });
  }
});

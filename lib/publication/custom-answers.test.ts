import { describe, expect, test } from "vitest";
import type { CustomQuestion } from "../instrument/custom-questions";
import { CollectedCustomAnswers } from "./custom-answers";

const scale: CustomQuestion = {
  id: "scale",
  slot: 1,
  kind: "scale",
  answerClass: "aggregate",
  wording: "How clear is the new structure to you both?",
  options: ["Not at all", "Slightly", "Moderately", "Very", "Extremely"],
};
const choice: CustomQuestion = {
  ...scale,
  id: "choice",
  slot: 2,
  kind: "choice",
  options: ["Here", "There"],
};
const shared: CustomQuestion = { ...scale, id: "shared", answerClass: "shared" };

describe("answers to an organization's own questions of units", () => {
  test("count where both partners of a duo chose an option", () => {
    const collected = new CollectedCustomAnswers([scale, choice]);
    collected.note({ duoId: "both", side: "ic" }, { OWN1A: 1, OWN2A: "b" });
    collected.note({ duoId: "both", side: "manager" }, { OWN1A: 5, OWN2A: "na" });
    collected.note({ duoId: "one", side: "manager" }, { OWN1A: 3, OWN2A: "a" });
    expect(collected.figures()).toEqual([
      { slot: 1, kind: "scale", options: 5, chosen: new Map([["both", [0, 4]]]) },
      { slot: 2, kind: "choice", options: 2, chosen: new Map() },
    ]);
  });

  test("of a duo with an answer that does not open are left out", () => {
    const collected = new CollectedCustomAnswers([scale]);
    for (const side of ["ic", "manager"] as const) collected.note({ duoId: "d", side }, { OWN1A: 2 });
    collected.drop("d");
    expect(collected.figures()[0]!.chosen.size).toBe(0);
  });

  test("are none of a question that is shared, whose answers have a code of their own", () => {
    const collected = new CollectedCustomAnswers([shared]);
    for (const side of ["ic", "manager"] as const)
      collected.note({ duoId: "d", side }, { OWN1: 2, OWN1A: 2 });
    expect(collected.figures()).toEqual([]);
    const other = new CollectedCustomAnswers([scale]);
    for (const side of ["ic", "manager"] as const) other.note({ duoId: "d", side }, { OWN1: 2 });
    expect(other.figures()[0]!.chosen.size).toBe(0);
  });
});

import { expect, test } from "vitest";
import { LinkingAnswers } from "./linking-answers";

const people = Array.from({ length: 60 }, (_, index) => `person-${index}`);

test("people who answered both wordings are linked, each once, whatever their duos", () => {
  const answers = new LinkingAnswers(["ST1"]);
  for (const [index, person] of people.entries()) {
    const old = 1 + (index % 4);
    answers.note(person, { ST1: old, ST1_new: old + 1 });
    // The same person in a second duo.
    if (index < 10) answers.note(person, { ST1: old, ST1_new: old + 1 });
  }
  const [linked] = answers.links();
  expect(linked).toMatchObject({ item: "ST1", people: 60, decision: "line" });
  expect(linked!.link!.shift).toBe(-25);
  expect(linked!.link!.slope).toBeCloseTo(1, 12);
  expect(linked!.link!.intercept).toBeCloseTo(-25, 12);
});

test("with fewer than sixty people, or a wording unanswered, scores rest on the common items", () => {
  const answers = new LinkingAnswers(["ST1"]);
  for (const person of people.slice(1)) answers.note(person, { ST1: 3, ST1_new: 4 });
  answers.note(people[0]!, { ST1: 3, ST1_new: "na" });
  expect(answers.links()).toEqual([{ item: "ST1", people: 59, link: undefined, decision: "common-items" }]);
  expect(new LinkingAnswers(["ST1"]).links()).toMatchObject([{ people: 0, decision: "common-items" }]);
});

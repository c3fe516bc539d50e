import { expect, test } from "vitest";
import { dictionary } from "../i18n";
import { answerText } from "./answer-text";
import type { Question } from "./question";

const map: Question = {
  code: "MAP",
  kind: "ownership",
  text: "Who owns each of these today?",
  options: [
    { value: "ic", label: "Me" },
    { value: "manager", label: "Milo" },
  ],
  rows: [
    { code: "who", label: "who (people)" },
    { code: "when", label: "when (dates)" },
  ],
  required: false,
  audience: "S",
  maxChoices: 1,
};

test("areas of ownership are read back with a capital, each with its owner", () => {
  const { survey } = dictionary("en");
  expect(answerText(map, { who: "manager", when: "ic" }, survey)).toBe(
    "Who (people): Milo · When (dates): Me",
  );
  expect(answerText(map, undefined, survey)).toBeUndefined();
});

test("a text is read back as it was typed, and one of which nothing can be seen is no answer", () => {
  const comment: Question = { ...map, kind: "text", options: [] };
  const { survey } = dictionary("en");
  expect(answerText(comment, " Well done", survey)).toBe(" Well done");
  expect(answerText(comment, "\u200b\u2060", survey)).toBeUndefined();
});

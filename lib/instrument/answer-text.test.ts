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

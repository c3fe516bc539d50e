import { describe, expect, test } from "vitest";
import { splitByClass } from "./confidentiality";
import {
  type CustomQuestion,
  compareCustomAnswers,
  customItem,
  customQuestionInput,
  isAskable,
} from "./custom-questions";
import { question } from "./question";
import { submissionSchema } from "./schema";

const scale: CustomQuestion = {
  id: "0190f3c2-0000-7000-8000-000000000001",
  slot: 1,
  kind: "scale",
  answerClass: "shared",
  wording: "How well did {P} and you plan the office move?",
  options: ["Not at all", "Slightly", "Moderately", "Very", "Extremely"],
};
const choice: CustomQuestion = {
  ...scale,
  slot: 2,
  kind: "choice",
  wording: "Where did you two mostly meet?",
  options: ["In the office", "On a call"],
};

describe("a question that is stored", () => {
  const stored = (options: readonly unknown[], wording = choice.wording): CustomQuestion =>
    ({ ...choice, wording, options }) as CustomQuestion;

  test("can be asked where its words are seen, each in one line, and they are as many as its kind takes", () => {
    expect([scale, choice].map(isAskable)).toEqual([true, true]);
    for (const options of [
      [null, null],
      [["a", "b"], ["c"]],
      ["", "b"],
      ["a", "\u200b"],
      ["a", "b\nc"],
      ["a"],
    ])
      expect([options, isAskable(stored(options))]).toEqual([options, false]);
    expect(isAskable(stored(["a", "b"], "\u2800"))).toBe(false);
    expect(isAskable({ ...choice, kind: "text" as CustomQuestion["kind"] })).toBe(false);
  });

  test("is typed in one line, an option in each, however the lines end and whatever was pasted", () => {
    const typed = { kind: "choice", answerClass: "shared", wording: "Where did\nyou\ttwo meet?" };
    const options = "Here\r\nOver\tthere\u2028\u200b\nNowhere";
    expect(customQuestionInput.parse({ ...typed, options })).toMatchObject({
      wording: "Where did you two meet?",
      options: ["Here", "Over there", "Nowhere"],
    });
  });
});

describe("a question of the organization's own", () => {
  test("is optional, names no period and is answered by a step or a letter", () => {
    const items = [scale, choice].map(customItem);
    const reader = { side: "ic", partnerName: "Milo", firstForDuo: false } as const;
    const [first, second] = items.map((item) => question(item, reader));
    expect(first).toMatchObject({ code: "OWN1", kind: "scale", required: false, audience: "S" });
    expect(first!.text).toContain("Milo");
    expect(first!.window).toBeUndefined();
    expect(second!.options).toEqual([
      { value: "a", label: "In the office" },
      { value: "b", label: "On a call" },
    ]);
    const accepts = (answers: object) => submissionSchema(items).safeParse(answers).success;
    expect(accepts({ OWN1: 5, OWN2: "b" })).toBe(true);
    expect(accepts({ OWN1: "na" })).toBe(true);
    expect(accepts({})).toBe(true);
    expect(accepts({ OWN1: 6 })).toBe(false);
    expect(accepts({ OWN2: "c" })).toBe(false);
  });

  test("is stored with what nobody else reads where it is aggregate only, and says so before it is answered", () => {
    const items = [scale, choice].map((one) => customItem({ ...one, answerClass: "aggregate" }));
    const reader = { side: "manager", partnerName: "Ian", firstForDuo: false } as const;
    expect(items.map((item) => question(item, reader))).toMatchObject([
      { code: "OWN1A", audience: "units", required: false },
      { code: "OWN2A", audience: "units", required: false },
    ]);
    expect(question(items[0]!, reader).window).toBeUndefined();
    const parts = splitByClass({ DQ1: 3, OWN1: 4, OWN1A: 5, OWN2A: "a" });
    expect(parts.S).toEqual({ DQ1: 3, OWN1: 4 });
    expect(parts.A).toEqual({ OWN1A: 5, OWN2A: "a" });
    expect(submissionSchema(items).safeParse({ OWN1: 5 }).success).toBe(false);
  });

  test("is stored with the shared answers where it is shared", () => {
    const parts = splitByClass({ DQ1: 3, OWN1: 4, OWN2: "a" });
    expect(parts.S).toEqual({ DQ1: 3, OWN1: 4, OWN2: "a" });
  });

  test("is compared in its own words, where both answered", () => {
    const compare = (mine: object, theirs: object) =>
      compareCustomAnswers([scale, choice], { mine: { ...mine }, theirs: { ...theirs } });
    expect(compare({ OWN1: 2, OWN2: "b" }, { OWN1: 5, OWN2: "b" })).toEqual([
      { slot: 1, wording: scale.wording, mine: "Slightly", theirs: "Extremely" },
      { slot: 2, wording: choice.wording, mine: "On a call", theirs: "On a call" },
    ]);
    expect(compare({ OWN1: 2, OWN2: "na" }, { OWN1: "na", OWN2: "b" })).toEqual([]);
    expect(compare({ OWN1: 2 }, {})).toEqual([]);
  });

  test("is not compared where it is aggregate only, even if both answers were at hand", () => {
    const aggregate = { ...scale, answerClass: "aggregate" } as const;
    const answers = { OWN1: 2, OWN1A: 3 };
    expect(compareCustomAnswers([aggregate], { mine: answers, theirs: answers })).toEqual([]);
  });
});

test.each([
  ["options", { kind: "scale", options: "a\nb" }, "five-options"],
  ["options", { kind: "choice", options: "a" }, "options"],
  ["options", { kind: "choice", options: "a\nb\nc\nd\ne\nf\ng" }, "options"],
  ["options", { kind: "choice", options: "a\n a " }, "same-options"],
  ["options", { kind: "choice", options: `a\n${"b".repeat(81)}` }, "long-option"],
  ["options", { kind: "choice", options: "a\n".repeat(301) }, "long-option"],
  ["answerClass", { kind: "choice", options: "a\nb", answerClass: "" }, "no-class"],
  ["answerClass", { kind: "choice", options: "a\nb", answerClass: undefined }, "no-class"],
  ["wording", { kind: "choice", options: "a\nb", wording: "Short?" }, "too-short"],
  ["wording", { kind: "choice", options: "a\nb", wording: "x".repeat(201) }, "too-long"],
])("what is wrong with a new one is said at its field %s: %j", (field, typed, message) => {
  const result = customQuestionInput.safeParse({
    wording: choice.wording,
    answerClass: "shared",
    ...typed,
  });
  expect(result.error?.issues.map(({ path, message: said }) => [path.join(), said])).toEqual([
    [field, message],
  ]);
});

test("lines without text are no options", () => {
  const typed = { kind: "choice", answerClass: "shared", wording: choice.wording, options: " a \n\n b\n" };
  expect(customQuestionInput.parse(typed).options).toEqual(["a", "b"]);
});

import { describe, expect, it } from "vitest";
import { TYPED_AT_MOST } from "../domain/characters";
import { answerProblem } from "./check";
import { commentItem } from "./comments";
import type { Question } from "./question";
import { draftSchema, messagesByItem, submissionSchema } from "./schema";

const items = [commentItem("comment"), commentItem("note")];
const question: Question = {
  code: "COMMENT",
  kind: "text",
  text: "",
  options: [],
  required: false,
  audience: "comment",
  maxChoices: 1,
};
const [draft, submission] = [draftSchema(items), submissionSchema(items)];

/** The code by which a submission refuses a text; undefined if it takes it. */
function refusal(text: unknown) {
  const { error } = submission.safeParse({ COMMENT: text });
  return error && messagesByItem(error).COMMENT;
}

describe("a comment or a note that is submitted", () => {
  it.each([
    ["a tag", "<script>alert(1)</script>"],
    ["an address", "https://example.test/?a=b"],
    ["right-to-left text", "אנחנו מדברים מוקדם"],
    ["the word for “can’t say”", "na"],
    ["lines", "one\n\ntwo"],
    ["2,000 signs of several characters", "👩🏽\u200d💻".repeat(2000)],
  ])("may be %s", (_, text) => {
    expect(submission.parse({ COMMENT: text, NOTE: text })).toEqual({ COMMENT: text, NOTE: text });
    expect(answerProblem(question, text)).toBeUndefined();
  });

  it.each([
    ["2,001 signs", "x".repeat(2001), "too-long"],
    ["a megabyte", "x".repeat(1024 * 1024), "too-long"],
    ["a NUL", "a\0b", "unreadable"],
    ["half of a surrogate pair", "a\ud83d", "unreadable"],
  ])("is refused with %s, by the page for the same reason", (_, text, code) => {
    expect(refusal(text)).toBe(code);
    expect(answerProblem(question, text)).toBe(code);
  });

  it.each([5, null, ["a"], { a: "b" }])("is refused if it is %j and no text", (value) => {
    expect(refusal(value)).toBe("not-an-option");
  });

  it("is stored without blanks around it and controls of direction, and not at all if nothing can be seen", () => {
    expect(submission.parse({ COMMENT: "  a \u202eb ", NOTE: "\u200b\u2060 " })).toEqual({ COMMENT: "a b" });
  });
});

describe("a draft of one", () => {
  it("is kept as it was typed, also where it cannot be submitted yet", () => {
    for (const text of ["  a \u202e", "x".repeat(TYPED_AT_MOST), "a\0b", ""]) {
      expect(draft.parse({ COMMENT: text })).toEqual({ COMMENT: text });
    }
  });

  it("has an end", () => {
    const { error } = draft.safeParse({ COMMENT: "x".repeat(TYPED_AT_MOST + 1) });
    expect(messagesByItem(error!)).toEqual({ COMMENT: "too-long" });
  });
});

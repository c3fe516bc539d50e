import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Answer, Answers } from "./answers";
import { answerProblems } from "./check";
import { instrument, itemByCode, itemsOfBlock, optionsOf } from "./instrument";
import { question } from "./question";
import { answerSchema, draftSchema, messagesByItem, submissionSchema } from "./schema";

const accepts = (code: string, answer: unknown) => answerSchema(itemByCode(code)).safeParse(answer).success;
const message = (code: string, answer: unknown) => {
  const result = submissionSchema([itemByCode(code)]).safeParse({ [code]: answer });
  return result.success ? undefined : messagesByItem(result.error)[code];
};
const core = itemsOfBlock("core");
const coreAnswers: Answers = {
  ...Object.fromEntries(core.filter(({ required }) => required).map(({ code }) => [code, 3])),
  DQ2: "b",
};

describe("the schema of an answer", () => {
  test("every item accepts its own options and 'can't say', and nothing else", () => {
    for (const item of instrument.items) {
      expect(accepts(item.code, "na"), item.code).toBe(true);
      for (const wrong of [0, 1.5, -1, "", "1", "z", true, null, {}, [], [[]], 99]) {
        expect(accepts(item.code, wrong), `${item.code} ${JSON.stringify(wrong)}`).toBe(false);
      }
      if (item.type.startsWith("scale")) {
        for (const { value } of optionsOf(item)) expect(accepts(item.code, value), item.code).toBe(true);
        expect(accepts(item.code, optionsOf(item).length + 1), item.code).toBe(false);
      }
    }
  });

  test("choices are stored by letter or code", () => {
    expect(accepts("DQ2", "e")).toBe(true);
    expect(message("DQ2", "f")).toBe("not-an-option");
    expect(accepts("ARCP", "solver")).toBe(true);
    expect(accepts("ARCP", ["solver"])).toBe(false);
  });

  test("a person's own profile takes one or two different choices, in order", () => {
    expect(accepts("ARC", ["solver"])).toBe(true);
    expect(accepts("ARC", ["solver", "architect"])).toBe(true);
    expect(message("ARC", ["solver", "solver"])).toBe("choices");
    expect(message("ARC", ["solver", "architect", "explorer"])).toBe("choices");
    expect(message("ARC", ["manager"])).toBe("not-an-option");
  });

  test("an allocation gives exactly 100 points in steps of 5", () => {
    expect(accepts("ALLOC", { product: 40, debt: 60 })).toBe(true);
    expect(message("ALLOC", { product: 40, debt: 55 })).toBe("total");
    expect(message("ALLOC", { product: 42, debt: 58 })).toBe("step");
    expect(message("ALLOC", { product: 105, debt: -5 })).toBe("points");
    expect(message("ALLOC", { product: 40, sales: 60 })).toBe("not-an-option");
  });

  test("an ownership map names owners in absolute terms; rows may be left out", () => {
    expect(accepts("MAP", { who: "manager", what: "ic", why: "other" })).toBe(true);
    expect(message("MAP", { who: "me" })).toBe("not-an-option");
    expect(message("MAP", { money: "ic" })).toBe("not-an-option");
  });
});

describe("a draft", () => {
  test("may be incomplete, and its allocation may not add up yet", () => {
    const schema = draftSchema(instrument.items);
    expect(schema.parse({})).toEqual({});
    expect(schema.parse({ DQ1: 4, ALLOC: { product: 3 }, MAP: {} })).toEqual({
      DQ1: 4,
      ALLOC: { product: 3 },
      MAP: {},
    });
    expect(schema.safeParse({ ALLOC: { product: 101 } }).success).toBe(false);
    expect(schema.safeParse({ DQ1: 6 }).success).toBe(false);
  });

  test("refuses items this person is not asked, and what is no set of answers", () => {
    const unknown = draftSchema(core).safeParse({ DQ1: 4, ALLOC: { product: 100 }, ZZ9: 1 });
    expect(messagesByItem(unknown.error!)).toEqual({ ALLOC: "unknown-item", ZZ9: "unknown-item" });
    for (const body of [null, "x", 3, []]) {
      expect(messagesByItem(draftSchema(core).safeParse(body).error!)).toEqual({ "": "unknown-item" });
    }
  });
});

describe("a submission", () => {
  test("needs every required item answered or 'can't say'", () => {
    const schema = submissionSchema(core);
    expect(schema.parse(coreAnswers)).toEqual(coreAnswers);
    expect(schema.parse({ ...coreAnswers, TR1: "na" })).toEqual({ ...coreAnswers, TR1: "na" });
    const { OT1: _, AL1: __, ...missing } = coreAnswers;
    expect(messagesByItem(schema.safeParse(missing).error!)).toEqual({ OT1: "required", AL1: "required" });
  });

  test("drops a follow-up whose condition no longer holds", () => {
    const schema = submissionSchema(itemsOfBlock("C_leverage"));
    expect(schema.parse({ MOM: 3, MOMS: 4 })).toEqual({ MOM: 3, MOMS: 4 });
    expect(schema.parse({ MOM: 1, MOMS: 4 })).toEqual({ MOM: 1 });
    expect(schema.parse({ MOMS: 4, HELP: 2 })).toEqual({ HELP: 2 });
  });
});

test("the browser's light check finds exactly what the server's schema finds in what fields can produce", () => {
  const reader = { side: "ic", partnerName: "Ana", firstForDuo: false } as const;
  const questions = instrument.items.map((item) => question(item, reader));
  const answer = (code: string): fc.Arbitrary<Answer> => {
    const asked = questions.find((candidate) => candidate.code === code)!;
    const values = asked.options.map(({ value }) => value);
    if (asked.kind === "allocation") {
      return fc.dictionary(
        fc.constantFrom(...values.map(String)),
        fc.integer({ min: 0, max: 20 }).map((n) => n * 5),
      );
    }
    if (asked.kind === "ownership") {
      return fc.dictionary(
        fc.constantFrom(...asked.rows!.map((row) => row.code)),
        fc.constantFrom(...values.map(String)),
      );
    }
    if (asked.maxChoices > 1)
      return fc.uniqueArray(fc.constantFrom(...values.map(String)), { minLength: 1, maxLength: 2 });
    return fc.constantFrom(...values, "na");
  };
  const sets = fc
    .record(Object.fromEntries(questions.map(({ code }) => [code, answer(code)])), { requiredKeys: [] })
    .map((answers) => answers as Answers);
  const schema = submissionSchema(instrument.items);
  const full = { ...coreAnswers, ALLOC: { product: 95, debt: 5 } };
  fc.assert(
    fc.property(fc.boolean(), sets, (complete, some) => {
      const answers = complete ? { ...some, ...full } : some;
      // A shape error stops zod before it looks for missing items, so only the verdict is compared, item by item.
      const result = schema.safeParse(answers);
      expect(Object.keys(answerProblems(questions, answers)).length === 0).toBe(result.success);
      if (!result.success) {
        for (const [code, found] of Object.entries(messagesByItem(result.error))) {
          expect(answerProblems(questions, answers)[code]).toBe(found);
        }
      }
    }),
  );
});

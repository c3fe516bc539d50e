import { describe, expect, test } from "vitest";
import { itemByCode } from "./instrument";
import { askedQuestions, minutesLeft } from "./progress";
import { question } from "./question";
import { blockForCycle, questionnaire } from "./questionnaire";

const usual = { cycleNumber: 2, firstForDuo: false, ownProfileAnswered: false };
const ic = { side: "ic", partnerName: "Ana", firstForDuo: false } as const;
const manager = { side: "manager", partnerName: "Ben", firstForDuo: false } as const;

describe("rotation", () => {
  test("profile in cycles 1, 7, 13; A, B, C in turn between, resuming where they stopped", () => {
    const letters = Array.from({ length: 15 }, (_, index) => blockForCycle(index + 1)[0]);
    expect(letters.join("")).toBe("PABCABPCABCAPBC");
  });

  test("refuses a number that is no cycle", () => {
    expect(() => blockForCycle(0)).toThrow(RangeError);
    expect(() => blockForCycle(1.5)).toThrow(RangeError);
  });

  test("a first survey takes the profile in place of the block", () => {
    const items = questionnaire({ ...usual, firstForDuo: true });
    expect(items.slice(18).map(({ code }) => code)).toEqual(["ARC", "ARCP", "RISK", "RISKP"]);
    expect(questionnaire(usual).slice(18)[0]!.code).toBe("ALLOC");
  });

  test("a person's own profile is asked once, the partner's in every duo", () => {
    const items = questionnaire({ cycleNumber: 7, firstForDuo: false, ownProfileAnswered: true });
    expect(items.slice(18).map(({ code }) => code)).toEqual(["ARCP", "RISKP"]);
  });
});

describe("wording", () => {
  test("each side reads its own, with the partner's first name", () => {
    expect(question(itemByCode("TI2"), ic).text).toBe(
      "How often did you learn afterwards that Ana had settled a technical matter without you?",
    );
    expect(question(itemByCode("TI2"), manager).text).toContain(
      "Ben had settled a people, staffing or timing",
    );
    expect(question(itemByCode("TR2"), ic).options[4]!.label).toContain("and Ana would answer well");
  });

  test("the ownership map's options are stored in absolute terms", () => {
    const values = (reader: typeof ic | typeof manager) =>
      question(itemByCode("MAP"), reader).options.map(({ value, label }) => [label, value]);
    expect(values(ic).slice(0, 2)).toEqual([
      ["Me", "ic"],
      ["Ana", "manager"],
    ]);
    expect(values(manager).slice(0, 2)).toEqual([
      ["Me", "manager"],
      ["Ben", "ic"],
    ]);
    expect(question(itemByCode("MAP"), ic).rows).toHaveLength(8);
  });

  test("the window follows the duo's history and is left out where the wording has its own", () => {
    expect(question(itemByCode("IN1"), ic).window).toBe("sinceLastCycle");
    expect(question(itemByCode("IN1"), { ...ic, firstForDuo: true }).window).toBe("lastFourWeeks");
    expect(question(itemByCode("MOM"), ic).window).toBeUndefined();
  });
});

describe("progress", () => {
  const questions = ["MOM", "MOMS", "HELP"].map((code) => question(itemByCode(code), ic));

  test("a follow-up is asked only while its condition holds", () => {
    const asked = (answers: Record<string, number | string>) =>
      askedQuestions(questions, answers).map(({ code }) => code);
    expect(asked({})).toEqual(["MOM", "HELP"]);
    expect(asked({ MOM: 1 })).toEqual(["MOM", "HELP"]);
    expect(asked({ MOM: 2 })).toEqual(["MOM", "MOMS", "HELP"]);
    expect(asked({ MOM: "na" })).toEqual(["MOM", "HELP"]);
  });

  test("a whole survey with its longest block stays within four minutes", () => {
    const whole = questionnaire(usual).map((item) => question(item, ic));
    expect(minutesLeft(whole)).toBe(4);
    expect(minutesLeft(whole.slice(0, 18))).toBe(3);
    expect(minutesLeft([])).toBe(0);
  });
});

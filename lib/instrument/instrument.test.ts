import { describe, expect, test } from "vitest";
import { dimensionCodes } from "@/lib/domain/published";
import { answerClass, itemsOfClass, splitByClass } from "./confidentiality";
import { instrument, itemByCode, itemsOfBlock, optionsOf } from "./instrument";

const codes = (items: readonly { code: string }[]) => items.map(({ code }) => code).join(" ");

describe("instrument v1", () => {
  test("has the items of docs/measurement.md 1, in the order they are asked", () => {
    expect(instrument.version).toBe("1.0.0");
    expect(instrument.items).toHaveLength(39);
    expect(codes(itemsOfBlock("core"))).toBe(
      "DQ1 DQ2 ST1 SB1 OT1 OT2 IN1 IN2 IN3 TI1 TI2 TR1 TR2 AL1 AL2 AL3 CU1 MX1",
    );
    expect(codes(itemsOfBlock("A_direction"))).toBe("ALLOC MEA HOR RNOW OBJ TALK");
    expect(codes(itemsOfBlock("B_roles"))).toBe("MAP AUT IND PEER");
    expect(codes(itemsOfBlock("C_leverage"))).toBe("MOM MOMS HELP GIVE DOUBT COACH ANSW");
    expect(codes(itemsOfBlock("P_profile"))).toBe("ARC ARCP RISK RISKP");
  });

  test("scores fourteen core items in nine dimensions", () => {
    const scored = instrument.items.filter((item) => item.in_person_score);
    expect(scored).toHaveLength(14);
    expect(scored.every((item) => item.block === "core")).toBe(true);
    expect(Object.keys(instrument.dimensions)).toEqual([...dimensionCodes]);
    expect(new Set(scored.map((item) => item.dimension))).toEqual(new Set(dimensionCodes));
  });

  test("every item is worded for both sides and has options with distinct values", () => {
    for (const item of instrument.items) {
      expect(item.wording.ic, item.code).toBeTruthy();
      expect(item.wording.manager, item.code).toBeTruthy();
      const options = optionsOf(item);
      expect(options.length, item.code).toBeGreaterThanOrEqual(3);
      expect(new Set(options.map(({ value }) => value)).size, item.code).toBe(options.length);
      expect(
        options.every(({ label }) => label.length > 0),
        item.code,
      ).toBe(true);
    }
  });

  test("resolves options that point to another item", () => {
    expect(optionsOf(itemByCode("TR2"))).toEqual(optionsOf(itemByCode("TR1")));
    expect(optionsOf(itemByCode("ARCP"))[3]).toEqual({
      value: "right-hand",
      label: "Right hand: extends a leader's reach",
    });
  });

  test("choices with scores carry them; a missing score stays missing", () => {
    expect(optionsOf(itemByCode("DQ2")).map(({ value, score }) => [value, score])).toEqual([
      ["a", 100],
      ["b", 50],
      ["c", 25],
      ["d", 0],
      ["e", undefined],
    ]);
  });

  test("refuses an unknown item", () => {
    expect(() => itemByCode("ZZ9")).toThrow(RangeError);
  });
});

describe("confidentiality", () => {
  test("classes are those of docs/measurement.md 1, with the trust answer apart", () => {
    expect(codes(itemsOfClass("trust"))).toBe("TR1");
    expect(codes(itemsOfClass("P"))).toBe("IN3 TR2 ARCP RISKP");
    expect(codes(itemsOfClass("A"))).toBe("DQ2 OT2 TI2 IND PEER COACH ANSW");
    expect(itemsOfClass("S")).toHaveLength(39 - 1 - 4 - 7);
    expect(answerClass(itemByCode("IN1"))).toBe("S");
  });

  test("splits answers without losing one", () => {
    expect(
      splitByClass({ IN1: 4, OT2: "na", IN3: 2, TR1: 5, ARC: ["solver"], COMMENT: "na", NOTE: "x" }),
    ).toEqual({
      comment: { COMMENT: "na" },
      note: { NOTE: "x" },
      S: { IN1: 4, ARC: ["solver"] },
      A: { OT2: "na" },
      P: { IN3: 2 },
      trust: { TR1: 5 },
    });
    expect(() => splitByClass({ ZZ9: 1 })).toThrow(RangeError);
  });
});

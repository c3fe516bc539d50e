import { describe, expect, test } from "vitest";
import { drawDuos } from "@/testkit/proof/drawn-duos";
import { isSafe } from "./safe";

const nobody = new Set<string>();
const boss = new Set(["boss"]);

describe("a set of duos is safe", () => {
  test("when nobody is enrolled in it, but not when nobody of the enrolled is counted", () => {
    expect(isSafe({ enrolled: 0, counted: [] }, nobody)).toBe(true);
    expect(isSafe({ enrolled: 1, counted: [] }, nobody)).toBe(false);
  });

  test("from five counted duos on", () => {
    expect(isSafe({ enrolled: 9, counted: drawDuos("u", 4) }, nobody)).toBe(false);
    expect(isSafe({ enrolled: 9, counted: drawDuos("u", 5) }, nobody)).toBe(true);
  });

  test("from six distinct people on", () => {
    const [a, b, c, d, e] = drawDuos("u", 5, { managerPersonId: "one" });
    expect(isSafe({ enrolled: 5, counted: [a!, b!, c!, d!, e!] }, nobody)).toBe(true);
    expect(
      isSafe({ enrolled: 5, counted: [a!, b!, c!, d!, { ...e!, icPersonId: d!.icPersonId }] }, nobody),
    ).toBe(false);
  });

  test("when a leader who may read it and subtracts their own duos is left with none or at least four", () => {
    const own = (count: number) => drawDuos("u", count, { managerPersonId: "boss" });
    expect(isSafe({ enrolled: 5, counted: [...own(1), ...drawDuos("u", 4)] }, boss)).toBe(true);
    expect(isSafe({ enrolled: 5, counted: [...own(2), ...drawDuos("u", 3)] }, boss)).toBe(false);
    expect(isSafe({ enrolled: 5, counted: [...own(2), ...drawDuos("u", 3)] }, nobody)).toBe(true);
    expect(isSafe({ enrolled: 6, counted: [...own(5), ...drawDuos("u", 1)] }, boss)).toBe(false);
    expect(isSafe({ enrolled: 5, counted: own(5) }, boss)).toBe(true);
    const asEngineer = drawDuos("u", 2, { icPersonId: "boss" });
    expect(
      isSafe({ enrolled: 5, counted: [...asEngineer, ...drawDuos("u", 3, { pairType: "other" })] }, boss),
    ).toBe(false);
  });
});

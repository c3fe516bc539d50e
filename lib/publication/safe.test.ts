import { describe, expect, test } from "vitest";
import { drawDuos } from "@/testkit/proof/drawn-duos";
import { isSafe } from "./safe";

const nobody = new Set<string>();
const boss = new Set(["boss"]);

describe("a set of duos is safe", () => {
  test("when nobody is enrolled in it, but not when nobody of the enrolled is counted", () => {
    expect(isSafe(0, [], nobody)).toBe(true);
    expect(isSafe(1, [], nobody)).toBe(false);
  });

  test("from five counted duos on", () => {
    expect(isSafe(9, drawDuos("u", 4), nobody)).toBe(false);
    expect(isSafe(9, drawDuos("u", 5), nobody)).toBe(true);
  });

  test("from six distinct people on", () => {
    const [a, b, c, d, e] = drawDuos("u", 5, { managerPersonId: "one" });
    expect(isSafe(5, [a!, b!, c!, d!, e!], nobody)).toBe(true);
    expect(isSafe(5, [a!, b!, c!, d!, { ...e!, icPersonId: d!.icPersonId }], nobody)).toBe(false);
  });

  test("when a leader who may read it and subtracts their own duos is left with none or at least four", () => {
    const own = (count: number) => drawDuos("u", count, { managerPersonId: "boss" });
    expect(isSafe(5, [...own(1), ...drawDuos("u", 4)], boss)).toBe(true);
    expect(isSafe(5, [...own(2), ...drawDuos("u", 3)], boss)).toBe(false);
    expect(isSafe(5, [...own(2), ...drawDuos("u", 3)], nobody)).toBe(true);
    expect(isSafe(6, [...own(5), ...drawDuos("u", 1)], boss)).toBe(false);
    expect(isSafe(5, own(5), boss)).toBe(true);
    const asEngineer = drawDuos("u", 2, { icPersonId: "boss" });
    expect(isSafe(5, [...asEngineer, ...drawDuos("u", 3, { pairType: "other" })], boss)).toBe(false);
  });
});

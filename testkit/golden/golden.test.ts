import { describe, expect, test } from "vitest";
import { checkVector } from "./check-vector";
import { compare } from "./compare";

const vectors = import.meta.glob<unknown>("./vectors/*.json", { eager: true, import: "default" });

describe("reference vectors", () => {
  test("are all there", () => {
    expect(Object.keys(vectors)).toHaveLength(20);
  });

  test.each(Object.entries(vectors))("%s is reproduced", (_, vector) => {
    const checked = checkVector(vector);
    expect(checked).toMatchObject({ known: true, misses: [] });
  });

  test.each(Object.entries(vectors))("%s is recognized by its data alone", (_, vector) => {
    expect(checkVector({ ...(vector as object), id: "renamed" })).toMatchObject({ known: true, misses: [] });
  });
});

describe("a vector that does not hold", () => {
  const normal = { id: "20_normal", data: { z: [0], p: [0.5] }, expected: { pnorm: [0.5], qnorm: [0] } };

  test("is a miss with its difference", () => {
    const wrong = { ...normal, expected: { pnorm: [0.75], qnorm: [0] }, tolerance_abs: 1e-9 };
    expect(checkVector(wrong)).toMatchObject({ ok: false, largestDifference: 0.25 });
  });

  test("is a miss when it expects what is not computed", () => {
    expect(checkVector({ ...normal, expected: { skewness: 0 } })).toMatchObject({ known: true, ok: false });
  });

  test("is unknown when no statistic has such data", () => {
    expect(checkVector({ id: "99_other", data: { spectrum: [1] }, expected: {} })).toMatchObject({
      known: false,
    });
    expect(checkVector("text")).toEqual({ id: "", known: false });
  });
});

describe("comparison", () => {
  test("takes null for undefined and ignores what is not expected", () => {
    expect(compare({ a: undefined, b: 1 }, { a: null }, 0).misses).toEqual([]);
    expect(compare({ a: 0 }, { a: null }, 0).misses).toHaveLength(1);
    expect(compare({ a: null }, { a: 0 }, 0).misses).toHaveLength(1);
  });

  test("never takes NaN, another length or another word for equal", () => {
    expect(compare([Number.NaN], [1], 1).misses).toHaveLength(1);
    expect(compare([1, 2], [1], 1).misses).toHaveLength(1);
    expect(compare("steady", "strained", 1).misses).toHaveLength(1);
  });

  test("reads a bare value as a vector of one", () => {
    expect(compare([2], 2, 0).misses).toEqual([]);
  });
});

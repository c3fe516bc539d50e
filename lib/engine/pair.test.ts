import { expect, test } from "vitest";
import { invert, multiply, quadraticForm, sandwich } from "./pair";

const m = { aa: 2, ab: 1, bb: 3 };

test("the inverse gives the identity", () => {
  // Determinant 5.
  expect(invert(m)).toEqual({ aa: 3 / 5, ab: -1 / 5, bb: 2 / 5 });
  expect(multiply(invert(m), multiply(m, { a: 7, b: -4 })).a).toBeCloseTo(7, 12);
  expect(multiply(invert(m), multiply(m, { a: 7, b: -4 })).b).toBeCloseTo(-4, 12);
});

test("the sandwich multiplies from both sides", () => {
  // inner·outer = [[1,3],[2,1]]·… written out: [[2,1],[1,3]]·[[1,2],[2,0]]·[[2,1],[1,3]].
  expect(sandwich(m, { aa: 1, ab: 2, bb: 0 })).toEqual({ aa: 12, ab: 16, bb: 13 });
});

test("the quadratic form is uᵀmu", () => {
  expect(quadraticForm(m, { a: -1, b: 2 })).toBe(2 - 4 + 12);
});

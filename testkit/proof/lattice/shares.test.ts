import { describe, expect, test } from "vitest";
import { attackShares, heldBounds, type ToldShares } from "./shares";

const told = (states: string[], more: Partial<ToldShares> = {}): ToldShares => ({
  codes: ["a", "b"],
  states,
  known: new Set(),
  groups: [[[...states.keys()]]],
  bounds: heldBounds,
  ...more,
});
const of = (a: number, b: number) => [...new Array(a).fill("a"), ...new Array(b).fill("b")];

describe("states of a group", () => {
  test("stay open when all are alike: one of five might differ", () => {
    expect(attackShares(told(of(5, 0)))).toEqual({ open: 5, determined: [] });
    expect(attackShares(told(of(3, 2))).determined).toEqual([]);
  });
  test("are determined by exact counts at an end", () => {
    const exact = (count: number) => [count, count] as const;
    expect(attackShares(told(of(5, 0), { bounds: exact })).determined).toEqual([0, 1, 2, 3, 4]);
    expect(attackShares(told(of(4, 1), { bounds: exact })).determined).toEqual([]);
  });
  test("are determined by a reader whose own duo fills the end", () => {
    const own = told(of(4, 1), { known: new Set([4]) });
    expect(attackShares(own).determined).toEqual([0, 1, 2, 3]);
    expect(attackShares(told(of(9, 1), { known: new Set([9]) })).determined).toEqual([]);
  });
  test("of several parts seen together have the ends of all", () => {
    const [first, second] = [
      [0, 1, 2, 3, 4],
      [5, 6, 7, 8, 9],
    ];
    const together = told(of(9, 1), { known: new Set([9]), groups: [[first!, second!]] });
    expect(attackShares(together)).toEqual({ open: 9, determined: [] });
  });
});

test("ends are a fifth and four fifths", () => {
  expect([0, 1, 2, 3, 4, 5].map((count) => heldBounds(count, 5))).toEqual([
    [0, 1],
    [0, 1],
    [2, 2],
    [3, 3],
    [4, 5],
    [4, 5],
  ]);
  expect(heldBounds(3, 14)).toEqual([3, 3]);
});

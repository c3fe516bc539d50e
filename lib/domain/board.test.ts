import { expect, it } from "vitest";
import { boardWanted, isThin, missingSides } from "./board";

const count = { duos: 10, complete: 6, declined: 0, known: 8, ic: 7, manager: 6 };

it("counts the sides that are missing of duos whose sides are known", () => {
  expect(missingSides(count)).toBe(3);
});

it("says from 60% of complete duos on that closing loses little", () => {
  expect([isThin(count), isThin({ ...count, complete: 5 })]).toEqual([false, true]);
});

it("leaves out what makes no sense in an address", () => {
  expect(boardWanted.parse({ q: "a", unit: "x", show: "all", page: "2" })).toEqual({ q: "a", page: 2 });
  expect(boardWanted.parse({ q: ["a", "b"], unit: "\u0000" })).toEqual({});
});

it("does not count who declined as missing", () => {
  const count = { duos: 3, complete: 1, known: 3, ic: 2, manager: 1, declined: 1 };
  expect(missingSides(count)).toBe(2);
});

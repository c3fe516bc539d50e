import { expect, test } from "vitest";
import { type Flags, initialState } from "./flags";
import { decideStatus, passesMultiplierGate } from "./status";

const both = { ic: true, manager: true };
const off = initialState.flags;
const on: Flags = { declining: true, apart: true, low: true, split: true, oneSide: true, multiplying: true };

test("too little data comes before everything else", () => {
  expect(decideStatus({ ic: true, manager: false }, on, true)).toEqual({
    status: "not-enough-data",
    reason: "one-voice",
  });
  expect(decideStatus({ ic: false, manager: false }, on, true)).toEqual({
    status: "not-enough-data",
    reason: "both",
  });
});

test("diverging comes before strained, strained before multiplying", () => {
  expect(decideStatus(both, on, true)).toEqual({ status: "diverging", reason: "both" });
  expect(decideStatus(both, { ...on, apart: false }, true).reason).toBe("declining");
  expect(decideStatus(both, { ...on, declining: false }, true).reason).toBe("apart");
  const strained = { ...on, declining: false, apart: false };
  expect(decideStatus(both, strained, true)).toEqual({ status: "strained", reason: "low+one-side+split" });
  expect(decideStatus(both, { ...strained, low: false }, true).reason).toBe("one-side+split");
});

test("multiplying needs the gate, steady needs nothing", () => {
  const multiplying = { ...off, multiplying: true };
  expect(decideStatus(both, multiplying, true)).toEqual({ status: "multiplying", reason: null });
  expect(decideStatus(both, multiplying, false)).toEqual({ status: "steady", reason: null });
  expect(decideStatus(both, off, true)).toEqual({ status: "steady", reason: null });
});

test("the gate asks for two thirds of both partners' answers in three cycles", () => {
  expect(passesMultiplierGate([4, 5, 3], [4, 4, 3], 3)).toBe(true);
  expect(passesMultiplierGate([4, 3, 3], [4, 4, 3], 3)).toBe(false);
  expect(passesMultiplierGate([1, 4, null, null], [1, null, null, 5], 4)).toBe(true);
});

test("the gate asks each partner for an answer", () => {
  expect(passesMultiplierGate([5, 5, 5], [null, null, null], 3)).toBe(false);
  expect(passesMultiplierGate([], [], 3)).toBe(false);
});

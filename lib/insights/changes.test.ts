import { describe, expect, test } from "vitest";
import {
  backgroundOf,
  chanceOf,
  compareCycles,
  countedSteps,
  inOut,
  isStateChange,
  type Move,
  stateChanges,
} from "./changes";

describe("a change of state", () => {
  test("is one between two states, or into diverging from anywhere", () => {
    expect(isStateChange({ from: "steady", to: "multiplying" })).toBe(true);
    expect(isStateChange({ from: "not-enough-data", to: "diverging" })).toBe(true);
  });
  test("is not a first state, a lost one or the same one", () => {
    expect(isStateChange({ from: "not-enough-data", to: "multiplying" })).toBe(false);
    expect(isStateChange({ from: "diverging", to: "not-enough-data" })).toBe(false);
    expect(isStateChange({ from: "steady", to: "steady" })).toBe(false);
  });
});

const moves: Move[] = [
  { from: "steady", to: "diverging", count: 2 },
  { from: "multiplying", to: "diverging", count: 1 },
  { from: "diverging", to: "steady", count: 4 },
  { from: "not-enough-data", to: "steady", count: 9 },
  { from: "steady", to: "not-enough-data", count: 5 },
];

describe("what entered and left a state", () => {
  test("counts changes of state alone", () => {
    expect(inOut(moves, "diverging")).toEqual({ entered: 3, left: 4 });
    expect(inOut(moves, "steady")).toEqual({ entered: 4, left: 2 });
    expect(inOut(moves, "strained")).toEqual({ entered: 0, left: 0 });
  });
  test("counts each changed duo once in the total", () => {
    expect(stateChanges(moves)).toBe(7);
  });
});

test("two cycles are compared over the duos complete in both, and older states counted apart", () => {
  const counts = [
    { from: "steady", to: "steady", count: 60, inBoth: true },
    { from: "multiplying", to: "diverging", count: 2, inBoth: true },
    { from: "not-enough-data", to: "steady", count: 3, inBoth: true },
    { from: "steady", to: "diverging", count: 4, inBoth: false },
    { from: "steady", to: "not-enough-data", count: 5, inBoth: false },
    { from: "strained", to: "strained", count: 7, inBoth: false },
  ] as const;
  expect(compareCycles(counts)).toEqual({
    moves: [
      { from: "multiplying", to: "diverging", count: 2 },
      { from: "not-enough-data", to: "steady", count: 3 },
    ],
    // 60 + 2 + 3
    compared: 65,
    // Falling to too little data is no change of the duo.
    older: 4,
  });
  expect(compareCycles([])).toEqual({ moves: [], compared: 0, older: 0 });
});

describe("what came before a state", () => {
  test("is the spell right before it, incomplete cycles aside", () => {
    const history = ["steady", "strained", "incomplete", "strained", "multiplying"] as const;
    expect(backgroundOf(history)).toEqual({ again: false, before: { status: "strained", cycles: 2 } });
  });
  test("tells a state that came back", () => {
    expect(backgroundOf(["multiplying", "steady", "multiplying", "multiplying"])).toEqual({
      again: true,
      before: { status: "steady", cycles: 1 },
    });
  });
  test("is nothing for a duo that never had another", () => {
    expect(backgroundOf([null, "steady", "steady"])).toEqual({ again: false, before: undefined });
    expect(backgroundOf([])).toEqual({ again: false, before: undefined });
  });
});

test("one in six diverging duos has not changed, in a second year one in four (docs/measurement.md 3.3)", () => {
  expect(chanceOf({ number: 12 }, true)).toBe("sixth");
  expect(chanceOf({ number: 13 }, true)).toBe("fourth");
  expect(chanceOf({ number: 3 }, false)).toBe("none");
});

test("steps before or after which no duo had a state are no comparison, unless there are no others", () => {
  const first: Move[] = [
    { from: "not-enough-data", to: "steady", count: 9 },
    { from: "not-enough-data", to: "not-enough-data", count: 1 },
  ];
  const second: Move[] = [
    { from: "steady", to: "steady", count: 7 },
    { from: "steady", to: "strained", count: 2 },
  ];
  expect(countedSteps([first, second])).toEqual({ steps: 1, compared: 9, moves: second.slice(1) });
  expect(countedSteps([first])).toEqual({ steps: 1, compared: 10, moves: first.slice(0, 1) });
  const diverged: Move[] = [{ from: "not-enough-data", to: "diverging", count: 1 }];
  expect(countedSteps([diverged, second])).toMatchObject({ steps: 2, compared: 10 });
});

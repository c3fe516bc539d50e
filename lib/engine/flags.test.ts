import { expect, test } from "vitest";
import { type DuoState, initialState, type TrendSigns, updateState } from "./flags";

/** A duo whose level may be falling since cycle 7, and whose gap does not change. */
function signs(z: number, isReached: boolean): TrendSigns {
  return {
    isReached: { declining: isReached, apart: false },
    z: { declining: z, apart: 0 },
    date: () => ({ cycle: 7, from: 6, to: 8 }),
  };
}

const declining = updateState(initialState, signs(3, true), undefined);

test("a trend flag comes on where the evidence reaches the bar, with its date and interval", () => {
  expect(declining.flags.declining).toBe(true);
  expect(declining.since).toEqual({ declining: 7, apart: null });
  expect(declining.sinceInterval).toEqual({ declining: { from: 6, to: 8 }, apart: null });
  expect(updateState(initialState, signs(9, false), undefined)).toEqual(initialState);
});

test("it stays while z is at least 1.5, whatever the evidence says, and keeps its date", () => {
  const later = (z: number, isReached: boolean): TrendSigns => ({
    ...signs(z, isReached),
    date: () => ({ cycle: 9, from: 9, to: 10 }),
  });
  expect(updateState(declining, later(1.5, false), undefined)).toEqual(declining);
  expect(updateState(declining, later(1.4, true), undefined)).toEqual(declining);
  expect(updateState(declining, later(1.49, false), undefined)).toEqual(initialState);
});

test("a duo that is not testable keeps its trend flags", () => {
  expect(updateState(declining, undefined, undefined)).toEqual(declining);
});

test("a flag of version 1 has no interval until it clears", () => {
  const { sinceInterval: _, ...version1 }: DuoState = declining;
  const kept = updateState(version1, signs(2, true), undefined);
  expect(kept.since.declining).toBe(7);
  expect(kept.sinceInterval).toEqual({ declining: null, apart: null });
});

test("an anchor flag enters at .8, leaves below .5 and outlives a missing level", () => {
  const at = (low: number) => ({ high: 0, low, split: 0, oneSide: 0 });
  const on = updateState(initialState, undefined, at(0.8));
  expect(updateState(initialState, undefined, at(0.79)).flags.low).toBe(false);
  expect(on.flags.low).toBe(true);
  expect(updateState(on, undefined, at(0.5)).flags.low).toBe(true);
  expect(updateState(on, undefined, undefined).flags.low).toBe(true);
  expect(updateState(on, undefined, at(0.49)).flags.low).toBe(false);
});

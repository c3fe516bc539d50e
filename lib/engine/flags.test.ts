import { expect, test } from "vitest";
import { initialState, updateState } from "./flags";
import type { DuoTrends } from "./trend-tests";

/** A duo whose level may be falling since cycle 7 or another one, and whose gap does not change. */
function trends({
  z,
  q,
  strong,
  since = 7,
}: {
  z: number;
  q: number;
  strong: boolean;
  since?: number;
}): DuoTrends {
  const quiet = { z: 0, since: 1, p: 1, q: 1, strong: false };
  return { declining: { z, since, p: q, q, strong }, apart: quiet, gapNow: 0 };
}

const declining = updateState(initialState, trends({ z: 3, q: 0.05, strong: true }), undefined);

test("a trend flag needs both a strong z and an adjusted p of at most .10", () => {
  expect(declining.flags.declining).toBe(true);
  expect(declining.since.declining).toBe(7);
  expect(updateState(initialState, trends({ z: 3, q: 0.1, strong: true }), undefined).flags.declining).toBe(
    true,
  );
  expect(updateState(initialState, trends({ z: 3, q: 0.11, strong: true }), undefined).flags.declining).toBe(
    false,
  );
  expect(
    updateState(initialState, trends({ z: 2.4, q: 0.01, strong: false }), undefined).flags.declining,
  ).toBe(false);
});

test("it stays while z is at least 1.5, whatever q says, and keeps its date", () => {
  const next = updateState(declining, trends({ z: 1.5, q: 0.9, strong: false, since: 9 }), undefined);
  expect(next.since.declining).toBe(7);
  expect(updateState(declining, trends({ z: 1.49, q: 0.9, strong: false, since: 9 }), undefined)).toEqual(
    initialState,
  );
});

test("without a valid split it stays as it was", () => {
  expect(updateState(declining, undefined, undefined)).toEqual(declining);
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

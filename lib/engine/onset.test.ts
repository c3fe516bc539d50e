import { expect, test } from "vitest";
import { constant, duo } from "@/testkit/histories";
import { duoHistory } from "./duo-history";
import { changeVariances } from "./noise";
import { findOnsets } from "./onset";
import { quadraticForm } from "./pair";
import { changeScores } from "./score-table";

type Values = readonly (number | null)[];

// s_L = s_G = 8: V_L = 32, V_G = 128, o = 64 and c = 0, so each partner can be worked out alone.
const independent = changeVariances({ level: 8, gap: 8, pairs: 0 });

function onsets(ic: Values, manager: Values, { first = 1, search = 5, variances = independent } = {}) {
  const scores = changeScores([duo("a", ic, manager)], ic.length);
  return findOnsets(duoHistory(scores, 0, { first, variances }), search);
}

test("a step compares the means before and since the onset", () => {
  const [onset] = onsets([70, 70, 70, 50, 50], [60, 60, 60, 50, 50]);
  expect(onset).toMatchObject({ cycle: 4, gapBefore: 10, gapSince: 0, scoresBefore: 3 });
  // N = n₀n₁/(n₀ + n₁)/o, T = N · (mean since − mean before).
  expect(onset?.fits.step.information.aa).toBeCloseTo(6 / 5 / 64, 12);
  expect(onset?.fits.step.information.ab).toBeCloseTo(0, 12);
  expect(onset?.fits.step.support.a).toBeCloseTo((-20 * 6) / 5 / 64, 12);
  expect(onset?.fits.step.support.b).toBeCloseTo((-10 * 6) / 5 / 64, 12);
  expect(onset?.fits.step.reached).toBe(1);
});

test("a ramp rises by a sixth in each cycle", () => {
  const [onset] = onsets([70, 70, 70, 50, 50], [60, 60, 60, 60, 60]);
  // x = 1/6, 2/6: N = (Σx² − (Σx)²/5)/o, T = (Σxr − Σx·mean r)/o.
  expect(onset?.fits.ramp.information.aa).toBeCloseTo((5 / 36 - 1 / 20) / 64, 12);
  expect(onset?.fits.ramp.support.a).toBeCloseTo((25 - 31) / 64, 12);
  expect(onset?.fits.ramp.support.b).toBeCloseTo(0, 12);
  expect(onset?.fits.ramp.reached).toBeCloseTo(1 / 3, 12);
});

test("with correlated partners the level has the precision 1/V_L and the gap 1/V_G", () => {
  const variances = changeVariances({ level: 8, gap: 5, pairs: 0 });
  const [onset] = onsets([70, 70, 70, 50, 50], [60, 60, 60, 50, 50], { variances });
  const { information } = onset!.fits.step;
  expect(quadraticForm(information, { a: -1, b: -1 })).toBeCloseTo(6 / 5 / variances.level, 12);
  expect(quadraticForm(information, { a: 0.5, b: -0.5 })).toBeCloseTo(6 / 5 / variances.gap, 12);
});

test("an absence cannot look like a change", () => {
  const variances = changeVariances({ level: 8, gap: 5, pairs: 0 });
  const found = onsets([80, 80, 80, 80, null, null, 80], [40, 40, null, 40, 40, 40, 40], { variances });
  expect(found.length).toBeGreaterThan(0);
  for (const { fits } of found) {
    for (const { support } of [fits.step, fits.ramp]) {
      expect(support.a).toBeCloseTo(0, 10);
      expect(support.b).toBeCloseTo(0, 10);
    }
  }
});

test("each partner needs two scores on each side, none in the current cycle", () => {
  const cycles = (ic: Values, manager: Values) => onsets(ic, manager).map(({ cycle }) => cycle);
  expect(cycles([70, 70, 50], [70, 70, 50])).toEqual([]);
  expect(cycles([70, 70, 50, null], [70, 70, 50, 50])).toEqual([]);
  expect(cycles([70, 70, 50, 50, null], [70, 70, 50, 50, null])).toEqual([3]);
  expect(cycles(constant(70, 12), constant(70, 12))).toEqual([11, 10, 9, 8, 7]);
  expect(onsets(constant(70, 12), constant(70, 12), { search: 11 })).toHaveLength(9);
});

test("the reference are the eight cycles before the onset at most", () => {
  const scores = [0, 0, ...constant(60, 8), 40, 40];
  const [onset] = onsets(scores, constant(60, 12));
  expect(onset).toMatchObject({ cycle: 11, gapBefore: 0, gapSince: -20, scoresBefore: 8 });
});

test("no reference reaches before the last break", () => {
  const scores = [90, 90, 60, 60, 50, 50];
  expect(onsets(scores, scores, { first: 5 })).toEqual([]);
  expect(onsets(scores, scores, { first: 3 }).map(({ cycle }) => cycle)).toEqual([5]);
});

test("a partner who varies much has less precise scores", () => {
  const [onset] = onsets([50, 80, 50, 80, 50, 80], constant(60, 6));
  const { information } = onset!.fits.step;
  expect(information.aa).toBeLessThan(information.bb);
});

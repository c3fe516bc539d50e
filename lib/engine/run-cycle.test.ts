import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { constant, duo, stableDuos } from "@/testkit/histories";
import { type DuoState, initialState } from "./flags";
import { type CycleRow, runCycle } from "./run-cycle";
import { runHistory } from "./run-history";
import type { DuoSeries } from "./score-table";

const cycles = 8;
const scoreArb = fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { freq: 4 });
const answerArb = fc.option(fc.integer({ min: 1, max: 5 }), { freq: 4 });
const listOf = <T>(arb: fc.Arbitrary<T>) => fc.array(arb, { minLength: cycles, maxLength: cycles });
const organizationArb = fc
  .array(fc.tuple(listOf(scoreArb), listOf(scoreArb), listOf(answerArb), listOf(answerArb)), {
    maxLength: 40,
  })
  .map((duos) =>
    duos.map(([ic, manager, icMx, managerMx], i) => ({ duoId: `${i}`, ic, manager, icMx, managerMx })),
  );

const lastRows = (series: readonly DuoSeries[]) => runHistory(series, cycles).at(-1)!.rows;

/** Adds `shift` to every score from cycle `from` (1-based) on. */
const shifted = (series: readonly DuoSeries[], from: number, shift: number) =>
  series.map((one) => {
    const move = (score: number | null, t: number) =>
      score === null || t + 1 < from ? score : score + shift;
    return { ...one, ic: one.ic.map(move), manager: one.manager.map(move) };
  });

/** A row with its numbers rounded: sums taken in another order differ in the last digit. */
const rounded = (row: CycleRow): unknown =>
  JSON.parse(
    JSON.stringify(row, (_, value) => (typeof value === "number" ? Number(value.toFixed(6)) + 0 : value)),
  );

test("swapping partners changes nothing but the sign of the gap", () => {
  fc.assert(
    fc.property(organizationArb, (series) => {
      const swapped = series.map(({ duoId, ic, manager, icMx, managerMx }) => ({
        duoId,
        ic: manager,
        manager: ic,
        icMx: managerMx,
        managerMx: icMx,
      }));
      const expected = lastRows(series).map((row) => ({ ...row, gap: row.gap === null ? null : -row.gap }));
      expect(lastRows(swapped).map(rounded)).toEqual(expected.map(rounded));
    }),
    { numRuns: 60 },
  );
});

test("permuting duos permutes rows", () => {
  const withOrder = organizationArb.chain((series) =>
    fc.tuple(fc.constant(series), fc.shuffledSubarray(series, { minLength: series.length })),
  );
  fc.assert(
    fc.property(withOrder, ([series, reordered]) => {
      const rows = new Map(lastRows(series).map((row) => [row.duoId, rounded(row)]));
      expect(lastRows(reordered).map(rounded)).toEqual(reordered.map((one) => rows.get(one.duoId)));
    }),
    { numRuns: 60 },
  );
});

test("missing data never throws and every number is finite", () => {
  const sparse = fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { freq: 1 });
  const sparseArb = fc.array(fc.tuple(fc.array(sparse, { maxLength: cycles }), listOf(sparse)), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(sparseArb, (duos) => {
      const outputs = runHistory(
        duos.map(([ic, manager], i) => duo(`${i}`, ic, manager)),
        cycles,
      );
      for (const { rows, constants } of outputs) {
        const numbers = rows.flatMap((row) => [
          row.level,
          row.levelSd,
          row.gap,
          row.gapSd,
          row.zLevel,
          row.zGap,
          row.qLevel,
        ]);
        expect(numbers.every((value) => value === null || Number.isFinite(value))).toBe(true);
        expect(Number.isFinite(constants.companyIndex + constants.noise.level + constants.noise.gap)).toBe(
          true,
        );
      }
    }),
    { numRuns: 60 },
  );
});

test("adding a constant to everybody at once moves no change-point when the index applies", () => {
  const fullArb = fc.array(
    fc.tuple(
      listOf(fc.double({ min: 30, max: 70, noNaN: true })),
      listOf(fc.double({ min: 30, max: 70, noNaN: true })),
    ),
    {
      minLength: 30,
      maxLength: 40,
    },
  );
  fc.assert(
    fc.property(
      fullArb,
      fc.integer({ min: 2, max: cycles }),
      fc.integer({ min: -30, max: 30 }),
      (duos, from, shift) => {
        const series = duos.map(([ic, manager], i) => duo(`${i}`, ic, manager));
        // The noise is estimated on raw scores and may differ; the movement it divides may not.
        const movements = (histories: readonly DuoSeries[]) => {
          const { rows, constants } = runHistory(histories, cycles).at(-1)!;
          return rows.map((row) => [row.zLevel! * constants.noise.level, row.zGap! * constants.noise.gap]);
        };
        const before = movements(series);
        movements(shifted(series, from, shift)).forEach((pair, row) => {
          expect(pair[0]).toBeCloseTo(before[row]![0]!, 6);
          expect(pair[1]).toBeCloseTo(before[row]![1]!, 6);
        });
      },
    ),
    { numRuns: 40 },
  );
});

describe("a company-wide fall", () => {
  const flagged = (duos: number) =>
    runHistory(shifted(stableDuos(duos, 14), 12, -25), 14)
      .flatMap((output) => output.rows)
      .filter((row) => row.flags.declining || row.watch.declining).length;

  test("flags nobody where the index applies", () => {
    expect(flagged(30)).toBe(0);
  });

  test("cannot be told from the duos' own where fewer than sixty changes are known", () => {
    expect(flagged(29)).toBeGreaterThan(0);
  });
});

test("a drop is confirmed, dated, kept through silence and given to the carried state", () => {
  const fallen = duo(
    "fallen",
    [...constant(75, 6), 69, 69, null, null],
    [...constant(70, 6), 64, 64, null, null],
  );
  const outputs = runHistory([...stableDuos(60, 10), fallen], 10);
  const rows = outputs.map((output) => output.rows.at(-1)!);
  expect(rows[5]).toMatchObject({ status: "steady", reason: null, sinceCycle: null });
  expect(rows[7]).toMatchObject({ status: "diverging", reason: "declining", sinceCycle: 7 });
  expect(rows[9]).toMatchObject({ status: "diverging", sinceCycle: 7 });
  expect(outputs[9]!.state.get("fallen")?.since).toEqual({ declining: 7, apart: null });
});

test("the index of earlier cycles is read, not computed again", () => {
  const series = stableDuos(60, 3);
  const [first, second] = runHistory(series, 2);
  const stored = { ...second!.constants, companyIndex: -4 };
  const input = {
    cycle: 3,
    series,
    enrolled: 60,
    carried: second!.state,
    earlier: [first!.constants, stored],
  };
  expect(runCycle(input).constants.companyIndex).toBe(-4);
});

test("a duo without carried state starts with all flags off", () => {
  const series = [...stableDuos(60, 8), duo("calm", constant(60, 8), constant(60, 8))];
  const outputs = runHistory(series, 7);
  const silent = { ...series.at(-1)!, ic: [], manager: [] };
  const carried: DuoState = {
    flags: { ...initialState.flags, declining: true },
    since: { declining: 4, apart: null },
  };
  const run = (state: ReadonlyMap<string, DuoState>) =>
    runCycle({
      cycle: 8,
      series: [...series.slice(0, -1), silent],
      enrolled: 61,
      carried: state,
      earlier: outputs.map((output) => output.constants),
    }).state.get("calm");
  expect(run(new Map([["calm", carried]]))).toEqual(carried);
  expect(run(new Map())).toEqual(initialState);
});

test("a break is not a step of the company", () => {
  const outputs = runHistory(shifted(stableDuos(60, 14), 12, -25), 14, [12]);
  expect(outputs.map((output) => output.constants.companyIndex)).toEqual(constant(0, 14));
});

test("a break triggers no status", () => {
  const outputs = runHistory(shifted(stableDuos(20, 14), 12, -25), 14, [12]);
  const flagged = outputs
    .flatMap((output) => output.rows)
    .filter((row) => row.flags.declining || row.watch.declining);
  expect(flagged).toEqual([]);
});

test("constants of other cycles than the earlier ones are refused", () => {
  const input = { cycle: 2, series: [], enrolled: 0, carried: new Map(), earlier: [] };
  expect(() => runCycle(input)).toThrow(RangeError);
});

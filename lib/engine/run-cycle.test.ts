import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { constant, duo, stableDuos } from "@/testkit/histories";
import type { CycleRow } from "./duo-row";
import { type DuoState, initialState } from "./flags";
import { runCycle } from "./run-cycle";
import { runHistory } from "./run-history";
import type { DuoSeries } from "./score-table";

const cycles = 8;
const scoreArb = fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { freq: 4 });
const answerArb = fc.option(fc.integer({ min: 1, max: 5 }), { freq: 4 });
const listOf = <T>(arb: fc.Arbitrary<T>) => fc.array(arb, { minLength: cycles, maxLength: cycles });
/** Histories of `cycles` cycles. Each score is moved by a little of its own, so that no two means are equal by chance. */
const organizationOf = (score: fc.Arbitrary<number | null>, size: fc.ArrayConstraints) =>
  fc.array(fc.tuple(listOf(score), listOf(score), listOf(answerArb), listOf(answerArb)), size).map((duos) =>
    duos.map(([ic, manager, icMx, managerMx], i): DuoSeries => {
      const moved = (scores: readonly (number | null)[], by: number) =>
        scores.map((score, t) => (score === null ? null : 0.97 * score + by + Math.sin(i + by * t)));
      const change = { icChange: moved(ic, 0.7), managerChange: moved(manager, 1.3) };
      return { duoId: `${i}`, ic: moved(ic, 0.5), manager: moved(manager, 1.1), ...change, icMx, managerMx };
    }),
  );
const organizationArb = organizationOf(scoreArb, { maxLength: 40 });
/** An organization in which everybody always answers, large enough for a company index. */
const answeringArb = organizationOf(fc.double({ min: 30, max: 70, noNaN: true }), {
  minLength: 30,
  maxLength: 40,
});

const lastRows = (series: readonly DuoSeries[]) => runHistory(series, cycles).at(-1)!.rows;

/** Adds `shift` to every score from cycle `from` (1-based) on. */
const shifted = (series: readonly DuoSeries[], from: number, shift: number) =>
  series.map((one) => {
    const move = (score: number | null, t: number) =>
      score === null || t + 1 < from ? score : score + shift;
    return {
      ...one,
      ic: one.ic.map(move),
      manager: one.manager.map(move),
      icChange: one.icChange.map(move),
      managerChange: one.managerChange.map(move),
    };
  });

/** A row with its numbers rounded: sums taken in another order differ in the last digit. */
const rounded = (row: object): unknown =>
  JSON.parse(
    JSON.stringify(row, (_, value) => (typeof value === "number" ? Number(value.toFixed(6)) + 0 : value)),
  );

/** What is found about a change, without level and status. */
const changeOf = ({ lnEvidence, z, gapNow, size, flags, since, intervals }: CycleRow) =>
  rounded({ lnEvidence, z, gapNow, size, on: [flags.declining, flags.apart], since, intervals });

test("swapping partners changes nothing but the sign of the gap", () => {
  fc.assert(
    fc.property(organizationArb, (series) => {
      const swapped = series.map((one) => ({
        duoId: one.duoId,
        ic: one.manager,
        manager: one.ic,
        icChange: one.managerChange,
        managerChange: one.icChange,
        icMx: one.managerMx,
        managerMx: one.icMx,
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
        // JSON writes null for what is not finite.
        expect(JSON.parse(JSON.stringify(rows))).toEqual(rows);
        expect(JSON.parse(JSON.stringify(constants))).toEqual(constants);
      }
    }),
    { numRuns: 60 },
  );
});

test("adding a constant to everybody at once changes no evidence where the index applies", () => {
  const changes = (histories: readonly DuoSeries[]) => lastRows(histories).map(changeOf);
  fc.assert(
    fc.property(
      answeringArb,
      fc.integer({ min: 2, max: cycles }),
      fc.integer({ min: -30, max: 30 }),
      (series, from, shift) => {
        expect(changes(shifted(series, from, shift))).toEqual(changes(series));
      },
    ),
    { numRuns: 40 },
  );
});

test("shifting both partners of one duo by a constant changes no evidence", () => {
  fc.assert(
    fc.property(organizationArb, fc.integer({ min: -30, max: 30 }), (series, shift) => {
      const [first, ...others] = series;
      const moved = first ? [...shifted([first], 1, shift), ...others] : [];
      expect(lastRows(moved).map(changeOf)).toEqual(lastRows(series).map(changeOf));
    }),
    { numRuns: 40 },
  );
});

test("a further duo that never answers changes no other duo's result", () => {
  const silent = duo("silent", constant(null, cycles), constant(null, cycles));
  fc.assert(
    fc.property(organizationArb, (series) => {
      const rows = lastRows([...series, silent]);
      expect(rows.slice(0, -1)).toEqual(lastRows(series));
      expect(rows.at(-1)).toMatchObject({ status: "not-enough-data", testable: false });
    }),
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

describe("a drop of both partners", () => {
  const fallen = duo(
    "fallen",
    [...constant(75, 6), 67, 67, null, null],
    [...constant(70, 6), 62, 62, null, null],
  );
  const outputs = runHistory([...stableDuos(60, 10), fallen], 10);
  const rows = outputs.map((output) => output.rows.at(-1)!);

  test("is confirmed, dated with its interval, and kept through silence", () => {
    expect(rows[5]).toMatchObject({ status: "steady", reason: null, sinceCycle: null, sinceInterval: null });
    // A slide that began a cycle or two earlier explains the scores almost as well.
    const since = {
      status: "diverging",
      reason: "declining",
      sinceCycle: 6,
      sinceInterval: { from: 5, to: 7 },
    };
    expect(rows[7]).toMatchObject(since);
    expect(rows[9]).toMatchObject(since);
  });

  test("is measured, and given to the carried state", () => {
    expect(rows[7]!.size.apart).toBeNull();
    const { points, sd } = rows[7]!.size.declining!;
    expect(Math.abs(points - 8)).toBeLessThan(sd);
    expect(outputs[9]!.state.get("fallen")).toMatchObject({
      since: { declining: 6, apart: null },
      sinceInterval: { declining: { from: 5, to: 7 }, apart: null },
    });
  });
});

test("of two changes the earlier date is shown with its own interval", () => {
  const carried: DuoState = {
    flags: { ...initialState.flags, declining: true, apart: true },
    since: { declining: 5, apart: 3 },
    sinceInterval: { declining: { from: 4, to: 6 }, apart: { from: 2, to: 3 } },
  };
  const series = [duo("a", [null, null, null, 60, 60], [null, null, null, 60, 60])];
  const earlier = runHistory([], 4).map((output) => output.constants);
  const input = { cycle: 5, series, enrolled: 1, carried: new Map([["a", carried]]), earlier };
  expect(runCycle(input).rows[0]).toMatchObject({ sinceCycle: 3, sinceInterval: { from: 2, to: 3 } });
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
  const silent = { ...series.at(-1)!, ic: [], manager: [], icChange: [], managerChange: [] };
  const carried: DuoState = {
    flags: { ...initialState.flags, declining: true },
    since: { declining: 4, apart: null },
    sinceInterval: { declining: { from: 3, to: 4 }, apart: null },
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
  const outputs = runHistory(shifted(stableDuos(60, 14), 12, -25), 14, { breaks: [12] });
  expect(outputs.map((output) => output.constants.companyIndex)).toEqual(constant(0, 14));
});

test("a break triggers no status", () => {
  const outputs = runHistory(shifted(stableDuos(20, 14), 12, -25), 14, { breaks: [12] });
  const flagged = outputs
    .flatMap((output) => output.rows)
    .filter((row) => row.flags.declining || row.watch.declining);
  expect(flagged).toEqual([]);
});

test("constants of other cycles than the earlier ones are refused", () => {
  const input = { cycle: 2, series: [], enrolled: 0, carried: new Map(), earlier: [] };
  expect(() => runCycle(input)).toThrow(RangeError);
});

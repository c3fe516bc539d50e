/** One duo's history: arrays run from the history's first cycle up to and including the current one. */
export interface DuoSeries {
  readonly duoId: string;
  /** Person scores of the IC, 0..100; null where there is no valid score. */
  readonly ic: readonly (number | null)[];
  /** Person scores of the manager, 0..100; null where there is no valid score. */
  readonly manager: readonly (number | null)[];
  /** The IC's multiplier answers (MX1), 1..5; null where unanswered. */
  readonly icMx: readonly (number | null)[];
  readonly managerMx: readonly (number | null)[];
}

/** Person scores of all duos by side, duo after duo, `cycles` values each; NaN is "no valid score". */
export interface ScoreTable {
  readonly duos: number;
  readonly cycles: number;
  readonly ic: Float64Array;
  readonly manager: Float64Array;
}

/** Lays the histories out in flat arrays; values after `cycles` are ignored, absent ones are missing. */
export function toScoreTable(series: readonly DuoSeries[], cycles: number): ScoreTable {
  const ic = new Float64Array(series.length * cycles);
  const manager = new Float64Array(series.length * cycles);
  series.forEach((duo, row) => {
    for (let t = 0; t < cycles; t++) {
      ic[row * cycles + t] = duo.ic[t] ?? Number.NaN;
      manager[row * cycles + t] = duo.manager[t] ?? Number.NaN;
    }
  });
  return { duos: series.length, cycles, ic, manager };
}

/** Sum and number of the valid scores of one row of one side, over 1-based cycles `from`..`to` inclusive. */
export function windowSum(
  side: Float64Array,
  cycles: number,
  row: number,
  from: number,
  to: number,
): { sum: number; count: number } {
  let sum = 0;
  let count = 0;
  for (let cycle = Math.max(1, from); cycle <= to; cycle++) {
    const score = side[row * cycles + cycle - 1]!;
    if (Number.isNaN(score)) continue;
    sum += score;
    count++;
  }
  return { sum, count };
}

/** One duo's history. Each array has one value for each cycle, from the history's first to the current one. */
export interface DuoSeries {
  readonly duoId: string;
  /** Person scores of the IC, 0 to 100; null where there is no valid score. */
  readonly ic: readonly (number | null)[];
  /** The same of the manager. */
  readonly manager: readonly (number | null)[];
  /** Change scores of the IC, 0 to 100; null where there is no valid score. */
  readonly icChange: readonly (number | null)[];
  readonly managerChange: readonly (number | null)[];
  /** The IC's multiplier answers (MX1), 1 to 5; null where unanswered. */
  readonly icMx: readonly (number | null)[];
  readonly managerMx: readonly (number | null)[];
}

/** Scores of all duos by side: duo after duo, `cycles` values each. NaN stands for no valid score. */
export interface ScoreTable {
  readonly duos: number;
  readonly cycles: number;
  readonly ic: Float64Array;
  readonly manager: Float64Array;
}

/** The person scores as flat arrays, without the values after `cycles`; a value that a history lacks is NaN. */
export function toScoreTable(series: readonly DuoSeries[], cycles: number): ScoreTable {
  return {
    duos: series.length,
    cycles,
    ic: flatten(series, cycles, ({ ic }) => ic),
    manager: flatten(series, cycles, ({ manager }) => manager),
  };
}

/** The change scores, in the same form. */
export function changeScores(series: readonly DuoSeries[], cycles: number): ScoreTable {
  return {
    duos: series.length,
    cycles,
    ic: flatten(series, cycles, ({ icChange }) => icChange),
    manager: flatten(series, cycles, ({ managerChange }) => managerChange),
  };
}

function flatten(
  series: readonly DuoSeries[],
  cycles: number,
  scoresOf: (duo: DuoSeries) => readonly (number | null)[],
): Float64Array {
  const flat = new Float64Array(series.length * cycles);
  series.forEach((duo, row) => {
    const scores = scoresOf(duo);
    for (let t = 0; t < cycles; t++) flat[row * cycles + t] = scores[t] ?? Number.NaN;
  });
  return flat;
}

/** One duo's scores in the array of one side of a `ScoreTable`. */
export interface ScoreRow {
  readonly side: Float64Array;
  readonly cycles: number;
  /** Position of the duo in the table, from 0. */
  readonly row: number;
}

/** Sum and number of the valid scores of a row in the 1-based cycles `from` to `to`, both included. */
export function windowSum(
  { side, cycles, row }: ScoreRow,
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

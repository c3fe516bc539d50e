import type { ChangeVariances } from "./noise";
import { ownNoiseFactor } from "./own-noise";
import { invert, multiply, type Pair, type PairMatrix, zeroMatrix } from "./pair";
import type { ScoreTable } from "./score-table";

/** One duo's scores r from the first usable cycle to the current one, and how precise each cycle's pair of scores is. */
export interface DuoHistory {
  /** First usable cycle f (1-based): the last instrument break, else 1. The arrays begin with it. */
  readonly first: number;
  /** The current cycle t. */
  readonly current: number;
  /** NaN stands for no valid score. */
  readonly ic: Float64Array;
  readonly manager: Float64Array;
  readonly precisions: Precisions;
}

/** Precision matrix Q of one cycle by who answered in it (docs/measurement.md 3.2, "Likelihood"). */
interface Precisions {
  readonly both: PairMatrix;
  readonly icAlone: PairMatrix;
  readonly managerAlone: PairMatrix;
}

/**
 * The history of one row, with the precision of its cycles from the pooled noise and the partners' own noise.
 * @param scores change scores without the company's movement
 * @param first first usable cycle, 1-based
 */
export function duoHistory(
  { cycles, ic, manager }: ScoreTable,
  row: number,
  { first, variances }: { readonly first: number; readonly variances: ChangeVariances },
): DuoHistory {
  const start = row * cycles + first - 1;
  const end = (row + 1) * cycles;
  const own = { ic: ic.subarray(start, end), manager: manager.subarray(start, end) };
  return { first, current: cycles, ...own, precisions: precisionsOf(own, variances) };
}

function precisionsOf(
  { ic, manager }: Pick<DuoHistory, "ic" | "manager">,
  { own, covariance }: ChangeVariances,
): Precisions {
  const icVariance = own * ownNoiseFactor(ic, own);
  const managerVariance = own * ownNoiseFactor(manager, own);
  return {
    both: invert({ aa: icVariance, ab: covariance, bb: managerVariance }),
    icAlone: { aa: 1 / icVariance, ab: 0, bb: 0 },
    managerAlone: { aa: 0, ab: 0, bb: 1 / managerVariance },
  };
}

/** Q of a cycle, and Q·r with 0 for a missing score. */
export function precisionAt(
  { first, ic, manager, precisions }: DuoHistory,
  cycle: number,
): { precision: PairMatrix; weighted: Pair } {
  const a = ic[cycle - first]!;
  const b = manager[cycle - first]!;
  const precision = Number.isNaN(a)
    ? Number.isNaN(b)
      ? zeroMatrix
      : precisions.managerAlone
    : Number.isNaN(b)
      ? precisions.icAlone
      : precisions.both;
  return { precision, weighted: multiply(precision, { a: a || 0, b: b || 0 }) };
}

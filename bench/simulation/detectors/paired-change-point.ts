import type { PooledNoise } from "@/lib/engine/noise";
import type { ScoreTable } from "@/lib/engine/score-table";
import type { Side } from "@/lib/instrument/answers";

/** Windows in cycles: version 1 compared the last two to six cycles with up to eight before them. */
const windows = { shortest: 2, longest: 6, longestReference: 8, minScores: 2 } as const;

/** The strongest evidence of a lasting change over all valid splits of a duo's recent history. */
export interface ChangePoint {
  /** Largest −z_L: positive when the partners' own scores fell. */
  readonly zLevel: number;
  /** First cycle (1-based) of the recent window of that split. */
  readonly sinceLevel: number;
  /** Largest z_G: positive when the gap between the partners widened, in either direction. */
  readonly zGap: number;
  readonly sinceGap: number;
  /** |gap| in the recent window of the split with the largest z_G, in points. */
  readonly gapNow: number;
}

/** What a change of scores is compared with. */
export interface Yardstick {
  /** Company index of every cycle of the table, in points. */
  readonly companyIndex: readonly number[];
  readonly noise: PooledNoise;
}

/**
 * Paired change-point of every duo, in the table's order: the test of engine version 1. Each partner is compared with their
 * own earlier scores only, so a partner's absence does not look like a change. Of several equal splits the one with the
 * shortest recent window counts.
 * @returns undefined for a duo without a valid split
 */
export function findChangePoints(scores: ScoreTable, yardstick: Yardstick): (ChangePoint | undefined)[] {
  const ic = new RunningSums(scores.cycles);
  const manager = new RunningSums(scores.cycles);
  return Array.from({ length: scores.duos }, (_, row) => {
    ic.load(scores.ic, row, yardstick.companyIndex);
    manager.load(scores.manager, row, yardstick.companyIndex);
    return strongestSplit({ ic, manager }, scores.cycles, yardstick);
  });
}

function strongestSplit(
  { ic, manager }: Readonly<Record<Side, RunningSums>>,
  current: number,
  { noise }: Yardstick,
): ChangePoint | undefined {
  let best: { -readonly [K in keyof ChangePoint]: ChangePoint[K] } | undefined;
  for (let width = windows.shortest; width <= windows.longest; width++) {
    const since = current - width + 1;
    const start = Math.max(1, since - windows.longestReference);
    if (start >= since) break;
    const icNow = ic.count(since, current);
    const icThen = ic.count(start, since - 1);
    const managerNow = manager.count(since, current);
    const managerThen = manager.count(start, since - 1);
    if (Math.min(icNow, icThen, managerNow, managerThen) < windows.minScores) continue;

    const icMean = ic.sum(since, current) / icNow;
    const icReference = ic.sum(start, since - 1) / icThen;
    const managerMean = manager.sum(since, current) / managerNow;
    const managerReference = manager.sum(start, since - 1) / managerThen;
    const spread = Math.sqrt(1 / icNow + 1 / icThen + 1 / managerNow + 1 / managerThen);

    const change = (icMean - icReference + (managerMean - managerReference)) / 2;
    const zLevel = -change / ((noise.level * spread) / 2);
    const gapNow = Math.abs(icMean - managerMean);
    const zGap = (gapNow - Math.abs(icReference - managerReference)) / (noise.gap * spread);

    if (!best) {
      best = { zLevel, sinceLevel: since, zGap, sinceGap: since, gapNow };
      continue;
    }
    if (zLevel > best.zLevel) Object.assign(best, { zLevel, sinceLevel: since });
    if (zGap > best.zGap) Object.assign(best, { zGap, sinceGap: since, gapNow });
  }
  return best;
}

/** Running sums and counts of one partner's scores minus the company index: any window is then a difference of two. */
class RunningSums {
  private readonly sums: Float64Array;
  private readonly counts: Int32Array;

  constructor(private readonly cycles: number) {
    this.sums = new Float64Array(cycles + 1);
    this.counts = new Int32Array(cycles + 1);
  }

  load(side: Float64Array, row: number, companyIndex: readonly number[]): void {
    for (let t = 0; t < this.cycles; t++) {
      const score = side[row * this.cycles + t]!;
      const missing = Number.isNaN(score);
      this.sums[t + 1] = this.sums[t]! + (missing ? 0 : score - companyIndex[t]!);
      this.counts[t + 1] = this.counts[t]! + (missing ? 0 : 1);
    }
  }

  /** Over the 1-based cycles `from` to `to`, both included. */
  sum(from: number, to: number): number {
    return this.sums[to]! - this.sums[from - 1]!;
  }

  count(from: number, to: number): number {
    return this.counts[to]! - this.counts[from - 1]!;
  }
}

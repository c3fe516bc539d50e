import { findChangePoints } from "./change-point";
import { companyStep } from "./company-index";
import { engineConstants } from "./constants";
import { type DuoState, type Flags, initialState, updateState } from "./flags";
import { type PooledNoise, pooledNoise } from "./noise";
import { type AnchorProbabilities, anchorProbabilities } from "./probabilities";
import { type DuoSeries, type ScoreTable, toScoreTable, windowSum } from "./score-table";
import { type DuoPosterior, type Prior, shrinkDuos } from "./shrinkage";
import { decideStatus, type EnoughData, passesMultiplierGate, type StatusWithReason } from "./status";
import { type DuoTrends, testTrends } from "./trend-tests";
import { type Watch, watchOf } from "./watch";

/** What a cycle was computed with. Stored once and never changed, so that an erasure cannot shift the past. */
export interface CycleConstants {
  readonly engineVersion: string;
  /** 1-based position in this history. */
  readonly cycle: number;
  /** Points by which the whole company moved since the first cycle. */
  readonly companyIndex: number;
  readonly noise: PooledNoise;
  readonly levelPrior: Prior;
  readonly gapPrior: Prior;
}

export interface CycleInput {
  /** 1-based position in this history. */
  readonly cycle: number;
  readonly series: readonly DuoSeries[];
  /** Duos active at the close, answering or not. */
  readonly enrolled: number;
  /** State by duo after the cycle before; a duo without one starts with all flags off. */
  readonly carried: ReadonlyMap<string, DuoState>;
  /** Stored constants of cycles 1..cycle−1, in order. */
  readonly earlier: readonly CycleConstants[];
  /** 1-based cycles before which the instrument has a break; no window or pair of cycles spans one. */
  readonly breaks?: readonly number[];
}

/** One duo's result. Numbers are null where the duo has no level, or no valid split. */
export interface CycleRow extends StatusWithReason {
  readonly duoId: string;
  /** The cycle (1-based) since which a diverging duo diverges, the earlier one if by both; else null. */
  readonly sinceCycle: number | null;
  readonly level: number | null;
  readonly levelSd: number | null;
  /** IC minus manager, in points. */
  readonly gap: number | null;
  readonly gapSd: number | null;
  readonly probabilities: AnchorProbabilities | null;
  readonly testable: boolean;
  readonly zLevel: number | null;
  readonly zGap: number | null;
  readonly gapNow: number | null;
  readonly pLevel: number | null;
  readonly pGap: number | null;
  readonly qLevel: number | null;
  readonly qGap: number | null;
  readonly watch: Watch;
  readonly flags: Flags;
  readonly since: DuoState["since"];
}

export interface CycleOutput {
  /** In the order of `series`. */
  readonly rows: readonly CycleRow[];
  readonly state: ReadonlyMap<string, DuoState>;
  readonly constants: CycleConstants;
}

/**
 * The measurement engine for one cycle (measurement specification 3.2 and 3.3). Pure: the same input gives the
 * same output. The company index of earlier cycles is read from `earlier`, never computed again.
 * @throws RangeError when `earlier` does not hold exactly the cycles before this one
 */
export function runCycle(input: CycleInput): CycleOutput {
  const { cycle, series, enrolled, carried, earlier, breaks = [] } = input;
  if (earlier.length !== cycle - 1) {
    throw new RangeError(
      `cycle ${cycle} needs the constants of ${cycle - 1} earlier cycles, got ${earlier.length}`,
    );
  }
  const scores = toScoreTable(series, cycle);
  // A new wording moves everybody, yet the company did not move.
  const step = breaks.includes(cycle) ? 0 : companyStep(scores);
  const companyIndex = (earlier.at(-1)?.companyIndex ?? 0) + step;
  const noise = pooledNoise(scores, breaks);
  const changePoints = findChangePoints(scores, {
    companyIndex: [...earlier.map((constants) => constants.companyIndex), companyIndex],
    noise,
    firstCycle: Math.max(1, ...breaks.filter((before) => before <= cycle)),
  });
  const trends = testTrends(changePoints, enrolled);
  const { levelPrior, gapPrior, duos } = shrinkDuos(scores, noise);

  const state = new Map<string, DuoState>();
  const rows = series.map((duo, row) => {
    const posterior = duos[row];
    const probabilities = posterior && anchorProbabilities(posterior);
    const next = updateState(carried.get(duo.duoId) ?? initialState, trends[row], probabilities);
    state.set(duo.duoId, next);
    const gate = passesMultiplierGate(duo.icMx, duo.managerMx, cycle);
    const published = decideStatus(enoughData(scores, row), next.flags, gate);
    return toRow(duo.duoId, published, next, trends[row], posterior, probabilities);
  });
  return {
    rows,
    state,
    constants: { engineVersion: engineConstants.version, cycle, companyIndex, noise, levelPrior, gapPrior },
  };
}

function enoughData({ cycles, ic, manager }: ScoreTable, row: number): EnoughData {
  const { window, minScores } = engineConstants.data;
  const isEnough = (side: Float64Array) =>
    windowSum(side, cycles, row, cycles - window + 1, cycles).count >= minScores;
  return { ic: isEnough(ic), manager: isEnough(manager) };
}

function toRow(
  duoId: string,
  published: StatusWithReason,
  { flags, since }: DuoState,
  trends: DuoTrends | undefined,
  posterior: DuoPosterior | undefined,
  probabilities: AnchorProbabilities | undefined,
): CycleRow {
  const dates = [since.declining, since.apart].filter((date) => date !== null);
  return {
    duoId,
    ...published,
    sinceCycle: published.status === "diverging" ? Math.min(...dates) : null,
    level: posterior?.level.mean ?? null,
    levelSd: posterior?.level.sd ?? null,
    gap: posterior?.gap.mean ?? null,
    gapSd: posterior?.gap.sd ?? null,
    probabilities: probabilities ?? null,
    testable: trends !== undefined,
    zLevel: trends?.declining.z ?? null,
    zGap: trends?.apart.z ?? null,
    gapNow: trends?.gapNow ?? null,
    pLevel: trends?.declining.p ?? null,
    pGap: trends?.apart.p ?? null,
    qLevel: trends?.declining.q ?? null,
    qGap: trends?.apart.q ?? null,
    watch: watchOf(trends, published.status, flags),
    flags,
    since,
  };
}

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

/** What a cycle was computed with. It is stored and never changed, so that erasing a person's answers later changes no
 * earlier result. */
export interface CycleConstants {
  readonly engineVersion: string;
  /** Number of the cycle in this history, from 1. */
  readonly cycle: number;
  /** Points by which the whole company moved since the first cycle. */
  readonly companyIndex: number;
  readonly noise: PooledNoise;
  readonly levelPrior: Prior;
  readonly gapPrior: Prior;
}

/** All that a cycle is computed from. */
export interface CycleInput {
  /** Number of the cycle in this history, from 1. */
  readonly cycle: number;
  readonly series: readonly DuoSeries[];
  /** Duos active when the cycle closes, answering or not. */
  readonly enrolled: number;
  /** State by duo id after the cycle before; a duo without one starts with all flags off. */
  readonly carried: ReadonlyMap<string, DuoState>;
  /** Stored constants of cycles 1..cycle−1, in order. */
  readonly earlier: readonly CycleConstants[];
  /** 1-based numbers of the cycles that begin with an instrument break; no window or pair of cycles spans one. */
  readonly breaks?: readonly number[];
}

/** One duo's result. Numbers are null where the duo has no level or no valid split. */
export interface CycleRow extends StatusWithReason {
  readonly duoId: string;
  /** First cycle (1-based) of a diverging duo's change, the earlier one if both families hold; null for other statuses. */
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

/** The results of a cycle, and what the next one needs. */
export interface CycleOutput {
  /** In the order of `series`. */
  readonly rows: readonly CycleRow[];
  readonly state: ReadonlyMap<string, DuoState>;
  readonly constants: CycleConstants;
}

/**
 * Computes the results of one cycle (docs/measurement.md 3.2 and 3.3). The same input always gives the same output. The
 * company index of earlier cycles is read from `earlier` and not computed again.
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
  // New wording changes everybody's scores; that is no movement of the company.
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
    return toRow({ duoId: duo.duoId, published, state: next, trends: trends[row], posterior, probabilities });
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
    windowSum({ side, cycles, row }, cycles - window + 1, cycles).count >= minScores;
  return { ic: isEnough(ic), manager: isEnough(manager) };
}

interface DuoResult {
  readonly duoId: string;
  readonly published: StatusWithReason;
  readonly state: DuoState;
  readonly trends: DuoTrends | undefined;
  readonly posterior: DuoPosterior | undefined;
  readonly probabilities: AnchorProbabilities | undefined;
}

function toRow({ duoId, published, state, trends, posterior, probabilities }: DuoResult): CycleRow {
  const { flags, since } = state;
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

import { findBars, reaches } from "./bar";
import { companyStep, withoutCompany } from "./company-index";
import { type ByFamily, engineConstants, type TrendFamily } from "./constants";
import { type DuoHistory, duoHistory } from "./duo-history";
import { type CycleRow, duoRow } from "./duo-row";
import { type Evidence, findEvidence } from "./evidence";
import { type DuoState, initialState, type TrendSigns, updateState } from "./flags";
import { type Hypothesis, hypothesesOf } from "./likelihood";
import { changeVariances, type PooledNoise, pooledChangeNoise, pooledNoise } from "./noise";
import { findOnsets } from "./onset";
import { anchorProbabilities } from "./probabilities";
import { changeScores, type DuoSeries, type ScoreTable, toScoreTable, windowSum } from "./score-table";
import { type Prior, shrinkDuos } from "./shrinkage";
import { dateChange } from "./since";
import { measureChange, type Size } from "./size";
import { decideStatus, type EnoughData, passesMultiplierGate } from "./status";
import { watchOf } from "./watch";

/** What a cycle was computed with. It is stored and never changed, so that erasing a person's answers later changes no
 * earlier result. */
export interface CycleConstants {
  readonly engineVersion: string;
  /** Number of the cycle in this history, from 1. */
  readonly cycle: number;
  /** Points by which the whole company's change scores moved since the first cycle. */
  readonly companyIndex: number;
  /** Of raw person scores, for level and gap. */
  readonly noise: PooledNoise;
  /** Of change scores without the company's movement, for finding changes. */
  readonly changeNoise: PooledNoise;
  /** Evidence that a change must reach; null if no duo's evidence was enough. */
  readonly bars: ByFamily<number | null>;
  /** Testable duos, over which the bars were computed. */
  readonly testable: number;
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
  readonly earlier: readonly Pick<CycleConstants, "companyIndex">[];
  /** 1-based numbers of the cycles that begin with an instrument break; no window or pair of cycles spans one. */
  readonly breaks?: readonly number[];
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
  const noise = pooledNoise(scores, breaks);
  const { levelPrior, gapPrior, duos } = shrinkDuos(scores, noise);
  const movement = companyMovement(input);
  const changeNoise = pooledChangeNoise(movement.scores, breaks);
  const changes = findChanges(movement.scores, { changeNoise, breaks });
  const bars = findBars(changes.evidence, enrolled);

  const state = new Map<string, DuoState>();
  const rows = series.map((duo, row) => {
    const evidence = changes.evidence[row];
    const posterior = duos[row];
    const probabilities = posterior && anchorProbabilities(posterior);
    const signs = evidence && trendSigns(evidence, bars.change, (family) => changes.hypotheses(row, family));
    const next = updateState(carried.get(duo.duoId) ?? initialState, signs, probabilities);
    state.set(duo.duoId, next);
    const gate = passesMultiplierGate(duo.icMx, duo.managerMx, cycle);
    const published = decideStatus(enoughData(scores, row), next.flags, gate);
    const sizeOf = (family: TrendFamily): Size | null =>
      evidence && next.flags[family] ? measureChange(family, changes.hypotheses(row, family)) : null;
    return duoRow({
      duoId: duo.duoId,
      published,
      state: next,
      evidence,
      size: { declining: sizeOf("declining"), apart: sizeOf("apart") },
      watch: watchOf(evidence, bars.watch, { status: published.status, flags: next.flags }),
      posterior,
      probabilities,
    });
  });
  const constants = {
    engineVersion: engineConstants.version,
    cycle,
    companyIndex: movement.companyIndex,
    noise,
    changeNoise,
    bars: { declining: finite(bars.change.declining), apart: finite(bars.change.apart) },
    testable: changes.evidence.filter((one) => one !== undefined).length,
    levelPrior,
    gapPrior,
  };
  return { rows, state, constants };
}

/** The company index of the cycle, and the change scores without it. */
function companyMovement({ cycle, series, earlier, breaks = [] }: CycleInput) {
  const scores = changeScores(series, cycle);
  // New wording changes everybody's scores; that is no movement of the company.
  const step = breaks.includes(cycle) ? 0 : companyStep(scores);
  const companyIndex = (earlier.at(-1)?.companyIndex ?? 0) + step;
  const index = [...earlier.map((constants) => constants.companyIndex), companyIndex];
  return { companyIndex, scores: withoutCompany(scores, index) };
}

/** The evidence of every duo, and the hypotheses that date and measure a change. */
function findChanges(
  scores: ScoreTable,
  { changeNoise, breaks }: { changeNoise: PooledNoise; breaks: readonly number[] },
) {
  const { search, dating } = engineConstants.onset;
  const variances = changeVariances(changeNoise);
  const first = Math.max(1, ...breaks.filter((before) => before <= scores.cycles));
  const historyOf = (row: number): DuoHistory => duoHistory(scores, row, { first, variances });
  return {
    evidence: Array.from({ length: scores.duos }, (_, row) =>
      findEvidence(findOnsets(historyOf(row), search), variances.gap),
    ),
    hypotheses: (row: number, family: TrendFamily): Hypothesis[] =>
      findOnsets(historyOf(row), dating).flatMap((onset) => hypothesesOf(family, onset, variances.gap)),
  };
}

function trendSigns(
  evidence: Evidence,
  bar: ByFamily<number>,
  hypotheses: (family: TrendFamily) => Hypothesis[],
): TrendSigns {
  return {
    isReached: {
      declining: reaches(evidence, "declining", bar),
      apart: reaches(evidence, "apart", bar),
    },
    z: evidence.z,
    date: (family) => dateChange(hypotheses(family)),
  };
}

function enoughData({ cycles, ic, manager }: ScoreTable, row: number): EnoughData {
  const { window, minScores } = engineConstants.data;
  const isEnough = (side: Float64Array) =>
    windowSum({ side, cycles, row }, cycles - window + 1, cycles).count >= minScores;
  return { ic: isEnough(ic), manager: isEnough(manager) };
}

/** JSON has no infinity. */
function finite(bar: number): number | null {
  return Number.isFinite(bar) ? bar : null;
}

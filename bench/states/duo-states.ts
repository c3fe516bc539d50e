import { engineConstants } from "@/lib/engine/constants";
import type { CycleRow } from "@/lib/engine/duo-row";
import { runHistory } from "@/lib/engine/run-history";
import type { DuoSeries } from "@/lib/engine/score-table";
import { normalDraw, seededRandom } from "@/lib/statistics/random";
import { scaleAnswer } from "@/testkit/scale-answer";
import { type Drawing, expectedScore } from "../simulation/answers";
import type { World } from "../simulation/assumptions";
import { type SimulatedDuo, simulateOrganization, type Views } from "../simulation/organization";

const { anchors } = engineConstants;

/** What may be said of a duo's level and gap. */
export const claims = ["multiplying", "low", "split", "one-side"] as const;
export type Claim = (typeof claims)[number];

/** One published row of a duo: a cycle that both partners answered, with enough data. */
export interface StateRow {
  readonly isStable: boolean;
  readonly status: string;
  /** The status that one would read off this cycle's two scores. */
  readonly latest: string;
  readonly shown: ReadonlySet<Claim>;
  /** Whether it would be multiplying if the answers on joint results did not count. */
  readonly multiplyingWithoutGate: boolean;
  /** What is true of the two partners in this cycle. */
  readonly held: ReadonlySet<Claim>;
}

/** The rows of one simulated organization, duo by duo in the order of the cycles. */
export function simulateStates(world: World, seed: number): StateRow[][] {
  const organization = simulateOrganization({ random: seededRandom(seed), world });
  // Draws of their own: the answers to all other questions are those of the simulation of changes.
  const drawing = { random: seededRandom(0x5eed ^ seed), world };
  const series = organization.map((duo) => withJointResults(drawing, duo));
  const outputs = runHistory(series, world.cycles);
  return organization.map((duo, index) =>
    rowsOf(
      world,
      duo,
      outputs.map(({ rows }) => rows[index]!),
    ),
  );
}

/**
 * Adds the answers on joint results (MX1): as every item they follow how the person sees the duo that day, with the noise of
 * one item, on five steps.
 */
function withJointResults({ random, world }: Drawing, { series, views }: SimulatedDuo): DuoSeries {
  const answersOf = (scores: DuoSeries["ic"], { thatDay }: Views) =>
    scores.map((score, t) => {
      const felt = thatDay[t]! + normalDraw(random, world.itemNoiseSd);
      const isLeftOut = random() < world.cantSayShare;
      return score === null || isLeftOut ? null : scaleAnswer({ direction: "outcome" }, felt);
    });
  return {
    ...series,
    icMx: answersOf(series.ic, views.ic),
    managerMx: answersOf(series.manager, views.manager),
  };
}

function rowsOf(world: World, { story, series, views }: SimulatedDuo, rows: readonly CycleRow[]): StateRow[] {
  const scoresOf = ({ lasting, leanings }: Views) =>
    lasting.map((view) => expectedScore(world, view, leanings));
  const truth = { ic: scoresOf(views.ic), manager: scoresOf(views.manager) };
  return rows.flatMap(({ status, reason, flags }, t) => {
    const [ic, manager] = [series.ic[t] ?? null, series.manager[t] ?? null];
    if (ic === null || manager === null || status === "not-enough-data") return [];
    const isShown = (claim: Claim) =>
      claim === "multiplying" ? status === claim : status === "strained" && hasReason(reason, claim);
    return [
      {
        isStable: story.kind === "stable",
        status,
        latest: statusOf(claimsOf(ic, manager)),
        shown: new Set(claims.filter(isShown)),
        multiplyingWithoutGate: status === "multiplying" || (status === "steady" && flags.multiplying),
        held: new Set(claimsOf(truth.ic[t]!, truth.manager[t]!)),
      },
    ];
  });
}

function hasReason(reason: string | null, claim: Claim): boolean {
  return reason?.split("+").includes(claim) ?? false;
}

/** The status that follows from claims, in the order of docs/measurement.md 3.3. */
function statusOf(held: readonly Claim[]): string {
  if (held.some((claim) => claim !== "multiplying")) return "strained";
  return held.length > 0 ? "multiplying" : "steady";
}

/** What two scores say by themselves. */
function claimsOf(ic: number, manager: number): Claim[] {
  const level = (ic + manager) / 2;
  const gap = Math.abs(ic - manager);
  const holds: Record<Claim, boolean> = {
    multiplying: level >= anchors.high,
    low: level < anchors.low,
    split: gap > anchors.split,
    "one-side": level - gap / 2 < anchors.lowerSide,
  };
  return claims.filter((claim) => holds[claim]);
}

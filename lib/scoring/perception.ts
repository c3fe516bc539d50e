import { type Answers, otherSide, type Side, sides } from "@/lib/instrument/answers";
import { itemByCode } from "@/lib/instrument/instrument";
import { mean } from "@/lib/statistics/mean";
import { itemScore } from "./item-score";

/** A figure for each side; undefined for a side without the answers it needs. */
export type BySide = Readonly<Record<Side, number | undefined>>;

/** Differences of two scores, −100 to 100. A figure by side is that person's own answer minus their partner's. */
export interface PerceptionGaps {
  /** How often I say I bring my partner in early (IN2) minus how often they say I do (IN1). */
  readonly selfOther: BySide;
  /** How much I say I help with my partner's topics (GIVE) minus how much they say I do (HELP). */
  readonly selfOtherHelp: BySide;
  /** What I think my partner would say about being brought in early (IN3) minus what they say (IN1). */
  readonly metaInclusion: BySide;
  /** What I think my partner would say about trust (TR2) minus what they say (TR1). */
  readonly metaTrust: BySide;
  /** IC minus manager on IN1 and on TR1. */
  readonly reciprocityInclusion: number | undefined;
  readonly reciprocityTrust: number | undefined;
  /** Mean absolute value of the four meta gaps, 0 to 100; undefined if one of them is. It must not be shown for a duo,
   * because either partner could work out the other's private guess from it. */
  readonly blindSpot: number | undefined;
}

/** The perception gaps of a duo in both directions (docs/measurement.md 2, "Perception gaps"). */
export function perceptionGaps(answers: Readonly<Record<Side, Answers>>): PerceptionGaps {
  const gap = (mine: string, theirs: string) => gapBySide(answers, mine, theirs);
  const metaInclusion = gap("IN3", "IN1");
  const metaTrust = gap("TR2", "TR1");
  const meta = sides.flatMap((side) => [metaInclusion[side], metaTrust[side]]);
  const known = meta.filter((value) => value !== undefined);
  return {
    selfOther: gap("IN2", "IN1"),
    selfOtherHelp: gap("GIVE", "HELP"),
    metaInclusion,
    metaTrust,
    reciprocityInclusion: gap("IN1", "IN1").ic,
    reciprocityTrust: gap("TR1", "TR1").ic,
    blindSpot: known.length === meta.length ? mean(known.map(Math.abs)) : undefined,
  };
}

function gapBySide(answers: Readonly<Record<Side, Answers>>, mine: string, theirs: string): BySide {
  const from = (side: Side) => {
    const own = itemScore(itemByCode(mine), answers[side][mine]);
    const other = itemScore(itemByCode(theirs), answers[otherSide(side)][theirs]);
    return own === undefined || other === undefined ? undefined : own - other;
  };
  return { ic: from("ic"), manager: from("manager") };
}

import { type Answers, otherSide, type Side, sides } from "@/lib/instrument/answers";
import { itemByCode } from "@/lib/instrument/instrument";
import { mean } from "@/lib/statistics/mean";
import { itemScore } from "./item-score";

/** A figure for each side; a side whose answers are missing has none. */
export type BySide = Readonly<Record<Side, number | undefined>>;

/** Gaps on -100 to 100, each from the side of the person named. */
export interface PerceptionGaps {
  /** What I say I do for my partner minus what my partner says they get: bringing in early (IN2 minus IN1). */
  readonly selfOther: BySide;
  /** The same for helping with each other's topics (GIVE minus HELP). */
  readonly selfOtherHelp: BySide;
  /** What I think my partner would say minus what they say: bringing in early (IN3 minus IN1). */
  readonly metaInclusion: BySide;
  /** The same for trust (TR2 minus TR1). */
  readonly metaTrust: BySide;
  /** IC minus manager on IN1 and on TR1. */
  readonly reciprocityInclusion: number | undefined;
  readonly reciprocityTrust: number | undefined;
  /** Mean size of the four meta gaps, 0 to 100; missing if any is. Never shown for a duo: it would give away the
   * other's private guess. */
  readonly blindSpot: number | undefined;
}

/** The perception gaps of a duo in both directions (measurement specification 2). */
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

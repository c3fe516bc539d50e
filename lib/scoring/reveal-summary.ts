import type { Reveal } from "./reveal";
import { isSharedConcern, isWideGap } from "./reveal-rows";

/**
 * What a comparison comes to. `one` and `more`: wide gaps on scales. `elsewhere`: none, but the block's other questions were
 * answered differently. `hard`: none, and there is something that both find hard. `near`: none of these, and
 * more questions are one step apart than the same. `none`: none of these. `empty`: nothing that both answered.
 */
export type RevealSummaryKind = "one" | "more" | "elsewhere" | "hard" | "near" | "none" | "empty";

/** The comparison in figures, before its rows. */
export interface RevealSummary {
  readonly kind: RevealSummaryKind;
  /** Questions with a scale, by how far apart the two answers are. */
  readonly wide: number;
  readonly some: number;
  readonly same: number;
  /** Whether every wide gap is in the cycle's block, below the core. */
  readonly inBlock: boolean;
  /** Questions that both find hard. */
  readonly hard: number;
  /** Areas of the ownership map that the two see differently. */
  readonly areas: number;
  /** Points that would have to move for the two allocations to be equal, where that is more than a few. */
  readonly points: number;
}

/** Points to move from which on two allocations count as different: one fifth of all. */
const POINTS_APART = 20;

/** What the shared answers come to, so that no difference is passed over and none is invented. */
export function summaryOf({ topics, block, ownership, allocation }: Reveal): RevealSummary {
  const rows = [...topics.flatMap((topic) => topic.rows), ...block];
  const wide = rows.filter(isWideGap).length;
  const same = rows.filter(({ band }) => band === "same").length;
  const some = rows.length - wide - same;
  const hard = rows.filter(isSharedConcern).length;
  const areas = ownership.filter(({ verdict }) => verdict !== "agreed").length;
  const moved = allocation?.pointsToMove ?? 0;
  const points = moved >= POINTS_APART ? moved : 0;
  const kind = () => {
    if (wide > 0) return wide === 1 ? "one" : "more";
    if (areas > 0 || points > 0) return "elsewhere";
    if (rows.length === 0) return "empty";
    if (hard > 0) return "hard";
    return some > same ? "near" : "none";
  };
  return {
    kind: kind(),
    wide,
    some,
    same,
    inBlock: wide > 0 && block.filter(isWideGap).length === wide,
    hard,
    areas,
    points,
  };
}

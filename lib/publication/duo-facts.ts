import type { PairType } from "../domain/pair-types";
import type { TeamSizeBand } from "../domain/published";

/** What was frozen of a duo when a cycle opened. */
export type DuoSnapshot = {
  readonly pairType: PairType;
  /** The manager's grade less the IC's on one integer ladder; `null` unless both are stated. */
  readonly gradeGap: number | null;
  /** Whole months since the duo started. */
  readonly tenureMonths: number;
  /** The manager is the IC's line manager. */
  readonly lineManager: boolean;
  readonly teamSize: number | null;
  /** The unit is a platform team. */
  readonly platform: boolean;
};

/** The facts beside a duo's figures, frozen at the opening: who of the two stands higher is not among them. */
export type DuoFacts = {
  readonly pairType: PairType;
  /** Absolute distance in grades; `null` unless both are stated. */
  readonly gradeDistance: number | null;
  readonly tenureMonths: number;
  readonly lineManager: boolean;
  readonly teamSize: TeamSizeBand | null;
  readonly platform: boolean;
};

/** The facts of a duo's row from what was frozen. Throws a RangeError for a team of fewer than one. */
export function duoFacts(snapshot: DuoSnapshot): DuoFacts {
  const { pairType, gradeGap, tenureMonths, lineManager, teamSize, platform } = snapshot;
  return {
    pairType,
    gradeDistance: gradeGap === null ? null : Math.abs(gradeGap),
    tenureMonths,
    lineManager,
    teamSize: teamSize === null ? null : teamSizeBand(teamSize),
    platform,
  };
}

/** The band of a team's size in people. */
export function teamSizeBand(people: number): TeamSizeBand {
  if (!(people >= 1)) throw new RangeError(`a team of ${people}`);
  if (people <= 5) return "to-5";
  return people <= 10 ? "6-to-10" : "over-10";
}

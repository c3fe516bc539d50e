import type { ByFamily, TrendFamily } from "./constants";
import type { Evidence } from "./evidence";
import type { DuoState, Flags, SinceInterval } from "./flags";
import type { AnchorProbabilities } from "./probabilities";
import type { DuoPosterior } from "./shrinkage";
import type { Size } from "./size";
import type { StatusWithReason } from "./status";
import type { Watch } from "./watch";

/** One duo's result. Numbers are null where the duo has no level or is not testable. */
export interface CycleRow extends StatusWithReason {
  readonly duoId: string;
  /** First cycle (1-based) of a diverging duo's change, the earlier one if both families hold; null for other statuses. */
  readonly sinceCycle: number | null;
  /** The 80% interval of `sinceCycle`; null too for a flag that version 1 raised. */
  readonly sinceInterval: SinceInterval | null;
  readonly level: number | null;
  readonly levelSd: number | null;
  /** IC minus manager, in points. */
  readonly gap: number | null;
  readonly gapSd: number | null;
  readonly probabilities: AnchorProbabilities | null;
  readonly testable: boolean;
  /** Natural logarithm of the evidence; null also where it is 0. */
  readonly lnEvidence: ByFamily<number | null>;
  readonly z: ByFamily<number | null>;
  /** |gap| since the onset that fits best with moving apart, in points. */
  readonly gapNow: number | null;
  /** Points by which the level fell or the gap widened since the change began; null while the flag is off. */
  readonly size: ByFamily<Size | null>;
  readonly watch: Watch;
  readonly flags: Flags;
  /** The carried dates of both flags and their intervals. */
  readonly since: DuoState["since"];
  readonly intervals: ByFamily<SinceInterval | null>;
}

/** What a cycle found about one duo. */
export interface DuoFindings {
  readonly duoId: string;
  readonly published: StatusWithReason;
  readonly state: DuoState;
  readonly evidence: Evidence | undefined;
  readonly size: ByFamily<Size | null>;
  readonly watch: Watch;
  readonly posterior: DuoPosterior | undefined;
  readonly probabilities: AnchorProbabilities | undefined;
}

/** The row of what was found; `sinceCycle` and its interval are of the family that began earlier. */
export function duoRow(findings: DuoFindings): CycleRow {
  const { duoId, published, state, evidence, size, watch, posterior, probabilities } = findings;
  const intervals = state.sinceInterval ?? { declining: null, apart: null };
  const shown = published.status === "diverging" ? earlierFamily(state.since) : undefined;
  return {
    duoId,
    ...published,
    sinceCycle: shown ? state.since[shown] : null,
    sinceInterval: shown ? intervals[shown] : null,
    level: posterior?.level.mean ?? null,
    levelSd: posterior?.level.sd ?? null,
    gap: posterior?.gap.mean ?? null,
    gapSd: posterior?.gap.sd ?? null,
    probabilities: probabilities ?? null,
    testable: evidence !== undefined,
    lnEvidence: {
      declining: logarithm(evidence?.ratio.declining),
      apart: logarithm(evidence?.ratio.apart),
    },
    z: { declining: evidence?.z.declining ?? null, apart: evidence?.z.apart ?? null },
    gapNow: evidence?.gapNow ?? null,
    size,
    watch,
    flags: state.flags,
    since: state.since,
    intervals,
  };
}

/** The family whose change began first; of equal ones declining. */
function earlierFamily({ declining, apart }: DuoState["since"]): TrendFamily {
  if (declining === null) return "apart";
  return apart === null || declining <= apart ? "declining" : "apart";
}

function logarithm(ratio: number | undefined): number | null {
  return ratio === undefined || ratio === 0 ? null : Math.log(ratio);
}

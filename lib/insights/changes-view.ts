import type { PageInView } from "../domain/paging";
import type { StatusCode } from "../domain/published";
import type { CycleComparison } from "./changes";
import type { DuoLine } from "./duo-columns";
import type { FollowUp } from "./follow-up";
import type { CycleFacts, InsightsFrame } from "./frame";
import { type SuggestedAction, suggestedActionFor } from "./suggested-actions";
import type { TrackedDuo } from "./tracked-duo";
import type { UnitStates } from "./unit-states";

/** What the change of a duo is counted from. */
type ChangeOrigin = {
  /** The duo is complete in the cycle before too; else its last state is older. */
  readonly inBoth: boolean;
  /** Calendar day on which the cycle of its last state opened; null where the reader may not read that row. */
  readonly previousStatusOn: string | null;
};

/** A duo whose state changed, as a line of a list. */
export type ChangedLine = DuoLine & ChangeOrigin;
/** With its states over the tracked cycles. */
export type ChangedDuo = TrackedDuo &
  ChangeOrigin & {
    /** The calendar day since which the duo is none any more; only where actions are suggested. */
    readonly endedOn?: string | undefined;
  };

/** What entered and left each state in a cycle. */
export type Changes = {
  readonly frame: InsightsFrame;
  /** For the number on watch, and n of N. */
  readonly states: UnitStates | undefined;
  /** Absent where leaders read no duo by name. */
  readonly list:
    | ({
        readonly comparison: CycleComparison;
        /** Those complete in both cycles first. */
        readonly duos: readonly ChangedDuo[];
        readonly tracked: readonly CycleFacts[];
      } & PageInView)
    | undefined;
  /** What became of duos that began to diverge, with and without an action; absent where the list is. */
  readonly followUp: FollowUp | undefined;
};

/** Duos that came into one state for one reason; the same action is suggested for them. */
export type ChangeGroup = {
  readonly status: StatusCode;
  readonly reason: string;
  /** Of duos complete in both cycles; else of duos whose last state is older. */
  readonly inBoth: boolean;
  readonly duos: readonly ChangedDuo[];
};

/** The action to suggest for the duos of a group; undefined where all of them ended. */
export const suggestedFor = ({ status, reason, duos }: ChangeGroup): SuggestedAction | undefined =>
  duos.every(({ endedOn }) => endedOn) ? undefined : suggestedActionFor(status, reason);

/** Neighbours of the same state, reason and origin, in the order they come. */
export function groupChanges(duos: readonly ChangedDuo[]): ChangeGroup[] {
  const groups: (ChangeGroup & { duos: ChangedDuo[] })[] = [];
  for (const duo of duos) {
    const { status, reason, inBoth } = duo;
    if (!status) continue;
    const open = groups.at(-1);
    if (open?.status === status && open.reason === reason && open.inBoth === inBoth) open.duos.push(duo);
    else groups.push({ status, reason, inBoth, duos: [duo] });
  }
  return groups;
}

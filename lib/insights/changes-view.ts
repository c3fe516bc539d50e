import type { PageInView } from "../domain/paging";
import type { StatusCode } from "../domain/published";
import type { Move } from "./changes";
import type { FollowUp } from "./follow-up";
import type { CycleFacts, InsightsFrame } from "./frame";
import type { TrackedDuo } from "./overview";
import type { UnitStates } from "./unit-states";

/** What entered and left each state in a cycle. */
export type Changes = {
  readonly frame: InsightsFrame;
  /** For the number on watch, and n of N. */
  readonly states: UnitStates | undefined;
  /** Absent where leaders read no duo by name. */
  readonly list:
    | ({
        readonly moves: readonly Move[];
        readonly duos: readonly TrackedDuo[];
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
  readonly duos: readonly TrackedDuo[];
};

/** Neighbours of the same state and reason, in the order they come. */
export function groupChanges(duos: readonly TrackedDuo[]): ChangeGroup[] {
  const groups: { status: StatusCode; reason: string; duos: TrackedDuo[] }[] = [];
  for (const duo of duos) {
    if (!duo.status) continue;
    const open = groups.at(-1);
    if (open?.status === duo.status && open.reason === duo.reason) open.duos.push(duo);
    else groups.push({ status: duo.status, reason: duo.reason, duos: [duo] });
  }
  return groups;
}

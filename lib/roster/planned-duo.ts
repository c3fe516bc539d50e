import type { EndReason } from "./draft";
import type { RosterDuo } from "./roster";
import type { DuoLine } from "./rows";

/** A duo as an import leaves it; `row` is the line that asks for it. */
export type PlannedDuo = RosterDuo & {
  isNew: boolean;
  row?: DuoLine;
  reason?: EndReason;
  replaces?: PlannedDuo;
};

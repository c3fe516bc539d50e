import type { HandState } from "@/lib/domain/roster-lists";
import type { AdminAction } from "../program/admin-actions";

/** Shows what a change of the roster would do, and does it once that was confirmed. */
export type ChangeAction = (state: HandState, form: FormData) => Promise<HandState>;

export type GrantActions = { page: string; endGrant: AdminAction<null> };
export type RosterActions = {
  page: string;
  change: ChangeAction;
  grant: AdminAction<{ person: string; role: string }>;
};

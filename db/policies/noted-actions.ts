import { sql } from "drizzle-orm";
import { ACTION_HOURS } from "@/lib/domain/noted-actions";
import {
  appDelete,
  appInsert,
  appSelect,
  functionPolicies,
  inOrg,
  ledUnits,
  ownDuos,
  viewerPerson,
} from "./viewer";

/** Looked up row by row: actions are few, and the rows of a large organization's duos are many. */
const readAsLeader = sql`exists (select from published_duos p where p.org_id = noted_actions.org_id and p.cycle_id = noted_actions.cycle_id and p.duo_id = noted_actions.duo_id and p.lineage && ${ledUnits})`;

const mine = sql`noted_by = ${viewerPerson}`;

export const notedActionPolicies = [
  // For own_noted_actions(): no role of the product reads who noted an action.
  ...functionPolicies("noted_actions", ["select"], sql`${inOrg} and ${mine}`),
  appSelect("noted_actions_leaders_read", readAsLeader),
  appSelect("noted_actions_partners_read", ownDuos),
  // A function, because a trigger asks the same again under the lock of the cycle.
  appInsert("noted_actions_leader_notes", sql`${mine} and may_note_action(cycle_id, duo_id, done_on)`),
  appDelete(
    "noted_actions_author_takes_back",
    sql`${mine} and noted_at > app_now() - interval '${sql.raw(String(ACTION_HOURS))} hours' and ${readAsLeader}`,
  ),
];

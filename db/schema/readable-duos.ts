import { type SQL, sql } from "drizzle-orm";
import { boolean, pgView } from "drizzle-orm/pg-core";
import { stepsWithoutChange } from "@/lib/insights/changes";
import { ledUnits, viewerPerson } from "../policies/viewer";
import { leaderColumns } from "./published";

/**
 * What a row carries of the one before, for leaders who read that one: it may have stood in a unit that they
 * do not lead. Not where a cycle before the row's own was withdrawn after the row was published: it may be
 * the one that it tells of. The two partners read all that is stored of them.
 */
const ifRead = (figure: SQL) =>
  sql`case when (d.previous_here or d.previous_lineage && ${ledUnits}) and d.cycle_id <> all ((select outdated_cycles())::uuid[]) or ${viewerPerson} in (d.ic_person_id, d.manager_person_id) then ${figure} end`;

const unchanged = sql.raw(stepsWithoutChange.map(({ from, to }) => `('${from}', '${to}')`).join(", "));

/**
 * The rows of `published_duos` that their reader may read there, with what they say of the row before where the reader may
 * read that one too. The columns are granted here alone, so the view has its owner's rights; the owner's policy names the
 * same rows as the app's.
 */
export const readableDuos = pgView("readable_duos", {
  ...leaderColumns(),
  /** The state is told as another one than before: also for who may not read what it was. */
  changed: boolean("changed"),
}).as(
  sql`select d.org_id, d.cycle_id, d.duo_id, d.unit_id, d.lineage, d.ic_person_id, d.manager_person_id, d.sharing_mode,
  d.display_name, d.search_name, d.pair_type, d.grade_distance, d.tenure_months, d.line_manager, d.team_size, d.platform,
  d.complete, d.status, d.reason, d.since_cycle_id, d.since_on, d.since_from_on, d.since_to_on, d.status_cycles, d.fall,
  d.level, d.level_band, d.agreement, d.dimension_bands,
  ${ifRead(sql`d.previous_status`)} as previous_status, ${ifRead(sql`d.previous_level`)} as previous_level,
  ${ifRead(sql`d.last_status_cycle_id`)} as last_status_cycle_id,
  d.status <> d.previous_status and (d.previous_status, d.status) not in (${unchanged}) as changed
from published_duos d`,
);

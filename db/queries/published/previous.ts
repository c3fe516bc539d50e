import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { StatusCode } from "@/lib/domain/published";
import type { publishedDuoPartners, publishedDuos, readableDuos } from "../../schema";

type Duos = typeof readableDuos;

/**
 * Whether a row counts its change from a cycle that may have been withdrawn since: a cycle before its own was withdrawn
 * after the row was published. Rows are never rewritten, so what came before such a row is looked up when it is read.
 */
export const isOutdated = (
  duos: Duos | typeof publishedDuos | typeof publishedDuoPartners,
) => sql`${duos}.cycle_id in (
  select n.id from cycles n join cycles w on w.org_id = n.org_id and w.number < n.number
  where w.state = 'withdrawn' and w.withdrawn_at > n.published_at)`;

// Tables are named: a bare column would be that of the inner table.

/**
 * One figure of the duo's newest complete row before this one, in a cycle that stands and with no private one after it;
 * null where the reader may read none.
 */
const earlier = (duos: Duos, figure: SQL) => sql`(
  select ${figure} from published_duos e
  join cycles c on c.org_id = e.org_id and c.id = e.cycle_id
  join cycles n on n.org_id = e.org_id and n.id = ${duos}.cycle_id
  where e.org_id = ${duos}.org_id and e.duo_id = ${duos}.duo_id and e.complete
    and c.state = 'published' and c.number < n.number
    and not exists (select from cycles p where p.org_id = e.org_id and p.sharing_mode = 'private'
      and p.number > c.number and p.number < n.number)
  order by c.number desc limit 1)`;

const mended = <T>(duos: Duos, { stored, figure }: { stored: AnyPgColumn; figure: SQL }) =>
  sql<T>`case when ${isOutdated(duos)} then ${earlier(duos, figure)} else ${stored} end`;

/** What leaders last read of the duo before the row, with withdrawn cycles left out; by the names of the row's columns. */
export const previousOf = (duos: Duos) => ({
  previousStatus: mended<StatusCode | null>(duos, {
    stored: duos.previousStatus,
    figure: sql`case when ${duos}.complete then e.status end`,
  }),
  previousLevel: mended<number | null>(duos, {
    stored: duos.previousLevel,
    figure: sql`case when ${duos}.complete then e.level end`,
  }),
  lastStatusCycleId: mended<string | null>(duos, {
    stored: duos.lastStatusCycleId,
    figure: sql`case when not ${duos}.complete then e.cycle_id end`,
  }),
});

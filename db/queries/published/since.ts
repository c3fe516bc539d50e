import { type SQL, sql } from "drizzle-orm";
import type { publishedDuoPartners, publishedDuos, readableDuos } from "../../schema";
import { openingDay } from "../cycles";
import { isOutdated } from "./previous";

/** Who reads a duo's row. */
export type Audience = "partners" | "leaders";
type Rows = typeof readableDuos | typeof publishedDuos | typeof publishedDuoPartners;

const tables: Readonly<Record<Audience, SQL>> = {
  partners: sql`published_duo_partners`,
  leaders: sql`published_duos`,
};
const day = openingDay(sql`c`);

/** Leaders' rows start afresh after a private cycle. */
const notAcrossPrivate = sql`and not exists (select from cycles p where p.org_id = e.org_id and p.sharing_mode = 'private'
  and p.number > c.number and p.number < n.number)`;

/**
 * One figure of the first cycle of the row's run: of the cycles that stand and in which the duo was complete, those up to
 * the row's with the row's status and no other one in between.
 */
const firstOfRun = (rows: Rows, audience: Audience, figure: SQL) => sql`(
  select ${figure} from ${tables[audience]} e
  join cycles c on c.org_id = e.org_id and c.id = e.cycle_id
  join cycles n on n.org_id = e.org_id and n.id = ${rows}.cycle_id
  where e.org_id = ${rows}.org_id and e.duo_id = ${rows}.duo_id and e.complete and e.status = ${rows}.status
    and c.state = 'published' and c.number <= n.number
    and not exists (select from ${tables[audience]} x join cycles o on o.org_id = x.org_id and o.id = x.cycle_id
      where x.org_id = e.org_id and x.duo_id = e.duo_id and x.complete and x.status <> ${rows}.status
        and o.state = 'published' and o.number > c.number and o.number < n.number)
    ${audience === "leaders" ? notAcrossPrivate : sql``}
  order by c.number limit 1)`;

/** The opening day of the first cycle that stands and opened on a day or later, up to the row's own cycle. */
const standingFrom = (rows: Rows, from: SQL) => sql`(
  select ${day} from cycles c join cycles n on n.org_id = c.org_id and n.id = ${rows}.cycle_id
  where c.org_id = ${rows}.org_id and c.state = 'published' and c.number <= n.number and ${day} >= ${from}::text
  order by c.number limit 1)`;

const mended = <T>(rows: Rows, name: string, instead: SQL) => {
  const stored = sql`${rows}.${sql.identifier(name)}`;
  return sql<T>`case when ${isOutdated(rows)} then coalesce(${instead}, ${stored}) else ${stored} end`;
};

/** Since which cycle the row's status has lasted, and for how many cycles, over the cycles that stand. */
export const runOf = (rows: Rows, audience: Audience) => ({
  sinceCycleId: mended<string | null>(rows, "since_cycle_id", firstOfRun(rows, audience, sql`c.id`)),
  sinceOn: mended<string | null>(rows, "since_on", firstOfRun(rows, audience, sql`${day}::date`)),
  statusCycles: mended<number>(
    rows,
    "status_cycles",
    firstOfRun(rows, audience, sql`n.number - c.number + 1`),
  ),
});

/**
 * What a row says of when its status began, where a cycle before was withdrawn after the row was published, by the names
 * of the row's columns. Rows are never rewritten, so that is looked up when it is read. A trend that the engine dated to a
 * withdrawn cycle began with the next one that stands.
 */
export const sinceOf = (rows: Rows, audience: Audience) => {
  const dated = (name: string) =>
    mended<string | null>(rows, name, sql`${standingFrom(rows, sql`${rows}.${sql.identifier(name)}`)}::date`);
  const { statusCycles, sinceOn } = runOf(rows, audience);
  return {
    sinceOn: sql<
      string | null
    >`case when ${rows}.status = 'diverging' then ${dated("since_on")} else ${sinceOn} end`,
    sinceFromOn: dated("since_from_on"),
    sinceToOn: dated("since_to_on"),
    statusCycles,
  };
};

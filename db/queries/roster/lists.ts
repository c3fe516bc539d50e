import { type SQL, sql } from "drizzle-orm";
import type { ListedDuo, ListedGrant, ListedPerson, ListedUnit, ListWanted } from "@/lib/domain/roster-lists";
import type { Tx } from "../../client";
import { isFound } from "../names";

type Limits = { limit: number; offset: number };
/** One list of the roster: what it reads, in which order, and what a search and a state leave of it. */
type Source = { columns: SQL; from: SQL; order: SQL; searched: readonly SQL[]; ended: SQL; paused: SQL };

const today = sql`(select today())`;
const over = (endedOn: SQL) => sql`coalesce(${endedOn} <= ${today}, false)`;
const never = sql`false`;

const people: Source = {
  columns: sql`p.id, p.external_id as "externalId", p.name, p.email, p.pending_email as "pendingEmail",
    p.ended_on as "endedOn", p.signed_in as "signedIn", (
      select count(*)::int from duos d join active_duos a on a.org_id = d.org_id and a.id = d.id
      where p.id in (d.ic_person_id, d.manager_person_id)) as duos`,
  from: sql`roster_people() p`,
  order: sql`p.name collate name_order, p.id`,
  searched: [sql`p.name`, sql`p.external_id`, sql`p.email`],
  ended: over(sql`p.ended_on::date`),
  paused: never,
};

const path = sql`(
  select string_agg(above.name, ' / ' order by cardinality(above.lineage)) from units above where above.id = any (u.lineage))`;

const units: Source = {
  columns: sql`u.id, u.name, u.ended_on::text as "endedOn", ${path} as path, (
      select count(*)::int from duos d join active_duos a on a.org_id = d.org_id and a.id = d.id
      where d.unit_id = u.id) as duos`,
  from: sql`units u`,
  order: sql`${path} collate name_order, u.id`,
  searched: [sql`u.name`, sql`coalesce(u.external_id, '')`],
  ended: over(sql`u.ended_on`),
  paused: never,
};

const duos: Source = {
  columns: sql`d.id, d.display_name as name, ic.name as ic, manager.name as manager, unit_label(u.org_id, u.id) as unit, d.paused,
    d.started_on as "startedOn", d.ended_on as "endedOn"`,
  from: sql`roster_duos() d join people ic on ic.id = d.ic_id join people manager on manager.id = d.manager_id
    join units u on u.id = d.unit_id`,
  order: sql`d.display_name collate name_order, d.id`,
  searched: [
    sql`d.display_name`,
    sql`ic.name`,
    sql`manager.name`,
    sql`u.name`,
    sql`coalesce(d.external_id, '')`,
  ],
  ended: over(sql`d.ended_on::date`),
  paused: sql`d.paused`,
};

const grants: Source = {
  columns: sql`g.id, p.name as person, g.role, unit_label(u.org_id, u.id) as unit, granter.name as "grantedBy", g.granted_at as "grantedAt",
    g.revoked_at is not null as revoked`,
  from: sql`role_grants g join people p on p.org_id = g.org_id and p.id = g.person_id
    left join units u on u.org_id = g.org_id and u.id = g.unit_id
    left join people granter on granter.org_id = g.org_id and granter.id = g.granted_by`,
  order: sql`p.name collate name_order, g.role, u.name collate name_order, g.id`,
  searched: [sql`p.name`, sql`coalesce(u.name, '')`],
  ended: sql`g.revoked_at is not null`,
  paused: never,
};

const sources = { people, units, duos, grants };
type Rows = { people: ListedPerson; units: ListedUnit; duos: ListedDuo; grants: ListedGrant };

function condition({ searched, ended, paused }: Source, { q = "", state }: ListWanted): SQL {
  const states = {
    current: sql`not ${ended} and not ${paused}`,
    paused: sql`${paused} and not ${ended}`,
    ended,
    all: sql`true`,
  };
  // "Ada, Lovelace" and "ada lovelace" both find her: a text is found when all of its words are.
  const text = sql`search_text(${sql.join([...searched], sql` || ' ' || `)})`;
  const words = q.split(/[\s,]+/).filter(Boolean);
  const found = words.map((word) => isFound(text, word));
  return sql.join([states[state], ...found], sql` and `);
}

/** How many lines of a list are wanted, as an admin. */
export async function countListed(tx: Tx, list: keyof Rows, wanted: ListWanted): Promise<number> {
  const source = sources[list];
  const { rows } = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from ${source.from} where ${condition(source, wanted)}`,
  );
  return rows[0]!.n;
}

/** One page of a list of the roster, as an admin. */
export async function readListed<L extends keyof Rows>(
  tx: Tx,
  list: L,
  { wanted, limit, offset }: Limits & { wanted: ListWanted },
): Promise<Rows[L][]> {
  const source = sources[list];
  const { rows } = await tx.execute(sql`
    select ${source.columns} from ${source.from} where ${condition(source, wanted)}
    order by ${source.order} limit ${limit} offset ${offset}`);
  return rows as Rows[L][];
}

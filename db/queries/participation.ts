import { type SQL, sql } from "drizzle-orm";
import type { BoardCount, BoardDuo, BoardUnit, BoardWanted, Seat } from "@/lib/domain/board";
import type { UnitChoice } from "@/lib/insights/choices";
import type { Tx } from "../client";
import { isFound } from "./names";

type BoardKey = { orgId: string; cycleId: string };

/** The duos of a cycle that have not left it. */
const board = ({ orgId, cycleId }: BoardKey): SQL => sql`
  duo_cycles d
  join cycle_units u on u.org_id = d.org_id and u.cycle_id = d.cycle_id and u.unit_id = d.unit_id
  where d.org_id = ${orgId} and d.cycle_id = ${cycleId} and d.left_at is null`;

/**
 * What is known of a duo: whether it is complete, whether the policies let the admin read both of its sides, and which
 * of them have submitted. Sets that are hashed once: joins of 10,000 duos would be planned row by row.
 */
function facts({ orgId, cycleId }: BoardKey) {
  const sides = sql`select s.duo_id from duo_cycle_sides s where s.org_id = ${orgId} and s.cycle_id = ${cycleId}`;
  const declined = (person: SQL) =>
    sql`(d.duo_id, ${person}) in (select n.duo_id, n.person_id from cycle_declines n where n.org_id = ${orgId} and n.cycle_id = ${cycleId})`;
  return {
    icDeclined: declined(sql`d.ic_person_id`),
    managerDeclined: declined(sql`d.manager_person_id`),
    complete: sql`d.duo_id in (select complete_duos(${cycleId}))`,
    known: sql`d.duo_id in (${sides} group by s.duo_id having count(*) = 2)`,
    ic: sql`d.duo_id in (${sides} and s.side = 'ic' and s.final_at is not null)`,
    manager: sql`d.duo_id in (${sides} and s.side = 'manager' and s.final_at is not null)`,
  };
}

function counts(key: BoardKey): SQL {
  const { complete, known, ic, manager, icDeclined, managerDeclined } = facts(key);
  return sql`count(*)::int as duos, count(*) filter (where ${complete})::int as complete,
    count(*) filter (where ${known})::int as known, count(*) filter (where ${ic} and ${known})::int as ic,
    count(*) filter (where ${manager} and ${known})::int as manager,
    (count(*) filter (where ${icDeclined}) + count(*) filter (where ${managerDeclined}))::int as declined`;
}

/** The units of a cycle, parents before their children. */
export async function listBoardUnits(tx: Tx, { orgId, cycleId }: BoardKey): Promise<UnitChoice[]> {
  const { rows } = await tx.execute<UnitChoice>(sql`
    select unit_id as id, parent_id as "parentId", name, lineage from cycle_units
    where org_id = ${orgId} and cycle_id = ${cycleId} order by cardinality(lineage), name collate name_order, unit_id`);
  return rows;
}

/** How far the duos below a unit are, that unit's own among them. */
export async function countBoard(tx: Tx, key: BoardKey, unitId: string): Promise<BoardCount> {
  const { rows } = await tx.execute<BoardCount>(
    sql`select ${counts(key)} from ${board(key)} and ${unitId} = any (u.lineage)`,
  );
  return rows[0]!;
}

/** The same for each unit right below one, and for the duos of that unit itself. */
export async function countBoardBelow(tx: Tx, key: BoardKey, unitId: string): Promise<BoardUnit[]> {
  const { rows } = await tx.execute<BoardUnit>(sql`
    select n."unitId", coalesce(child.name, '') as name, n.duos, n.complete, n.known, n.ic, n.manager, n.declined
    from (
      select u.lineage[array_position(u.lineage, ${unitId}::uuid) + 1] as "unitId", ${counts(key)}
      from ${board(key)} and ${unitId} = any (u.lineage) group by 1
    ) n left join cycle_units child
      on child.org_id = ${key.orgId} and child.cycle_id = ${key.cycleId} and child.unit_id = n."unitId"
    order by n."unitId" is not null, child.name collate name_order, n."unitId"`);
  return rows;
}

/** Duos that are not complete, and not only because somebody declined. */
function missing(key: BoardKey): SQL {
  const { complete, ic, manager, icDeclined, managerDeclined } = facts(key);
  return sql`not (${complete}) and not ((${ic} or ${icDeclined}) and (${manager} or ${managerDeclined}))`;
}

/** What a search, a unit and "missing only" leave of the board. */
function found(key: BoardKey, unitId: string, { q = "", show }: BoardWanted): SQL {
  const words = q.split(/[\s,]+/).filter(Boolean);
  // Their own ids are the roster's: read through its function, once and not for each duo.
  const byId = (word: string) =>
    sql`d.duo_id in (select o.id from roster_duos() o where ${isFound(sql`search_text(coalesce(o.external_id, ''))`, word)})`;
  const text = sql`search_text(d.display_name || ' ' || ${nameOf(sql`d.ic_person_id`)} || ' ' || ${nameOf(sql`d.manager_person_id`)})`;
  return sql.join(
    [
      sql`${board(key)} and ${unitId} = any (u.lineage)`,
      ...(show === "missing" ? [missing(key)] : []),
      ...words.map((word) => sql`(${isFound(text, word)} or ${byId(word)})`),
    ],
    sql` and `,
  );
}

const nameOf = (personId: SQL) =>
  sql`(select p.name from people p where p.org_id = d.org_id and p.id = ${personId})`;

export async function countFound(
  tx: Tx,
  key: BoardKey,
  { unitId, wanted }: { unitId: string; wanted: BoardWanted },
): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from ${found(key, unitId, wanted)}`,
  );
  return rows[0]!.n;
}

type Row = Omit<BoardDuo, "ic" | "manager"> & {
  known: boolean;
  icName: string;
  managerName: string;
  icSubmitted: boolean;
  managerSubmitted: boolean;
  icDeclined: boolean;
  managerDeclined: boolean;
  icReminded: string | null;
  managerReminded: string | null;
};
type Wanted = { unitId: string; wanted: BoardWanted; since: Date; limit: number; offset: number };

/** One page of the board in the order of names, with when each side was last reminded since the cycle opened. */
export async function listBoard(tx: Tx, key: BoardKey, given: Wanted): Promise<BoardDuo[]> {
  const { unitId, wanted, since, limit, offset } = given;
  const reminded = (personId: SQL) => sql`(
    select max(o.day)::text from outbox o where o.org_id = d.org_id and o.person_id = ${personId}
      and o.day >= ${since.toISOString().slice(0, 10)}::date and o.sent_at is not null)`;
  const { complete, known: knownSides, ic, manager, icDeclined, managerDeclined } = facts(key);
  const { rows } = await tx.execute<Row>(sql`
    select d.duo_id as "duoId", d.display_name as "displayName", u.unit_id as "unitId", ${complete} as complete,
      ${knownSides} as known, ${nameOf(sql`d.ic_person_id`)} as "icName",
      ${nameOf(sql`d.manager_person_id`)} as "managerName", ${ic} as "icSubmitted",
      ${manager} as "managerSubmitted", ${icDeclined} as "icDeclined", ${managerDeclined} as "managerDeclined",
      ${reminded(sql`d.ic_person_id`)} as "icReminded",
      ${reminded(sql`d.manager_person_id`)} as "managerReminded"
    from ${found(key, unitId, wanted)}
    order by u.name collate name_order, d.display_name collate name_order, d.duo_id limit ${limit} offset ${offset}`);
  return rows.map(({ known, ...row }) => ({
    duoId: row.duoId,
    displayName: row.displayName,
    unitId: row.unitId,
    complete: row.complete,
    ic: known
      ? seat(row.icName, { submitted: row.icSubmitted, declined: row.icDeclined, reminded: row.icReminded })
      : null,
    manager: known
      ? seat(row.managerName, {
          submitted: row.managerSubmitted,
          declined: row.managerDeclined,
          reminded: row.managerReminded,
        })
      : null,
  }));
}

type SideFacts = { submitted: boolean; declined: boolean; reminded: string | null };

const seat = (personName: string, { submitted, declined, reminded }: SideFacts): Seat => ({
  personName,
  submitted,
  declined,
  remindedOn: reminded,
});

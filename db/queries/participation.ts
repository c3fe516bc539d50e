import { type SQL, sql } from "drizzle-orm";
import type { BoardCount, BoardDuo, BoardUnit, BoardWanted, Seat } from "@/lib/domain/board";
import type { UnitChoice } from "@/lib/insights/choices";
import type { Tx } from "../client";

type BoardKey = { orgId: string; cycleId: string };

/**
 * The duos of a cycle that have not left it. A duo has sides where the policies let the admin read both of them; whether
 * it is complete is known of every one.
 */
const board = ({ orgId, cycleId }: BoardKey): SQL => sql`
  duo_cycles d
  join cycle_units u on u.org_id = d.org_id and u.cycle_id = d.cycle_id and u.unit_id = d.unit_id
  join people ic on ic.org_id = d.org_id and ic.id = d.ic_person_id
  join people manager on manager.org_id = d.org_id and manager.id = d.manager_person_id
  left join (
    select s.duo_id, bool_or(s.side = 'ic' and s.final_at is not null) as ic,
      bool_or(s.side = 'manager' and s.final_at is not null) as manager
    from duo_cycle_sides s where s.org_id = ${orgId} and s.cycle_id = ${cycleId} group by s.duo_id having count(*) = 2
  ) s on s.duo_id = d.duo_id
  left join complete_duos(${cycleId}) c (duo_id) on c.duo_id = d.duo_id
  where d.org_id = ${orgId} and d.cycle_id = ${cycleId} and d.left_at is null`;

const counts = sql`count(*)::int as duos, count(c.duo_id)::int as complete, count(s.duo_id)::int as known,
  count(*) filter (where s.ic)::int as ic, count(*) filter (where s.manager)::int as manager`;

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
    sql`select ${counts} from ${board(key)} and ${unitId} = any (u.lineage)`,
  );
  return rows[0]!;
}

/** The same for each unit right below one, and for the duos of that unit itself. */
export async function countBoardBelow(tx: Tx, key: BoardKey, unitId: string): Promise<BoardUnit[]> {
  const { rows } = await tx.execute<BoardUnit>(sql`
    select n."unitId", coalesce(child.name, '') as name, n.duos, n.complete, n.known, n.ic, n.manager
    from (
      select u.lineage[array_position(u.lineage, ${unitId}::uuid) + 1] as "unitId", ${counts}
      from ${board(key)} and ${unitId} = any (u.lineage) group by 1
    ) n left join cycle_units child
      on child.org_id = ${key.orgId} and child.cycle_id = ${key.cycleId} and child.unit_id = n."unitId"
    order by n."unitId" is not null, child.name collate name_order, n."unitId"`);
  return rows;
}

/** What a search, a unit and "missing only" leave of the board. */
function found(key: BoardKey, unitId: string, { q = "", show }: BoardWanted): SQL {
  const text = sql`search_text(d.display_name || ' ' || ic.name || ' ' || manager.name)`;
  const words = q.split(/[\s,]+/).filter(Boolean);
  return sql.join(
    [
      sql`${board(key)} and ${unitId} = any (u.lineage)`,
      ...(show === "missing" ? [sql`c.duo_id is null`] : []),
      ...words.map((word) => sql`position(search_text(${word}) in ${text}) > 0`),
    ],
    sql` and `,
  );
}

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
  icReminded: Date | string | null;
  managerReminded: Date | string | null;
};
type Wanted = { unitId: string; wanted: BoardWanted; since: Date; limit: number; offset: number };

/** One page of the board in the order of names, with when each side was last reminded since the cycle opened. */
export async function listBoard(tx: Tx, key: BoardKey, given: Wanted): Promise<BoardDuo[]> {
  const { unitId, wanted, since, limit, offset } = given;
  const reminded = (personId: SQL) => sql`(
    select max(o.sent_at) from outbox o where o.org_id = d.org_id and o.person_id = ${personId} and o.day is not null
      and o.sent_at >= ${since.toISOString()}::timestamptz)`;
  const { rows } = await tx.execute<Row>(sql`
    select d.duo_id as "duoId", d.display_name as "displayName", u.name as "unitName", c.duo_id is not null as complete,
      s.duo_id is not null as known, ic.name as "icName", manager.name as "managerName", s.ic as "icSubmitted",
      s.manager as "managerSubmitted", ${reminded(sql`d.ic_person_id`)} as "icReminded",
      ${reminded(sql`d.manager_person_id`)} as "managerReminded"
    from ${found(key, unitId, wanted)}
    order by u.name collate name_order, d.display_name collate name_order, d.duo_id limit ${limit} offset ${offset}`);
  return rows.map(({ known, ...row }) => ({
    duoId: row.duoId,
    displayName: row.displayName,
    unitName: row.unitName,
    complete: row.complete,
    ic: known ? seat(row.icName, row.icSubmitted, row.icReminded) : null,
    manager: known ? seat(row.managerName, row.managerSubmitted, row.managerReminded) : null,
  }));
}

const seat = (personName: string, submitted: boolean, reminded: Date | string | null): Seat => ({
  personName,
  submitted,
  remindedAt: reminded && new Date(reminded).toISOString(),
});

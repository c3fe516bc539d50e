import type pg from "pg";
import type { SharingMode } from "@/lib/domain/cycles";
import type { PairType } from "@/lib/domain/pair-types";
import type { StatusCode } from "@/lib/domain/published";
import type { DuoState } from "@/lib/engine/flags";
import type { CycleConstants } from "@/lib/engine/run-cycle";
import type { Answers, Side } from "@/lib/instrument/answers";
import type { publishedConstants } from "../schema";

/** Which cycles a result is computed from: every one, or the scoped ones that a leader's row may use. */
export type HistoryKind = (typeof publishedConstants.$inferSelect)["history"];
/** Who reads a duo's row. */
export type Audience = "partners" | "leaders";

export type CalendarCycle = {
  id: string;
  number: number;
  state: "draft" | "open" | "closed" | "published" | "withdrawn";
  sharingMode: SharingMode;
  /** The calendar day on which it opened, in the cycle's own zone. */
  opensOn: string;
};

/** The organization's cycles up to this number, oldest first. */
export async function listCalendar(
  client: pg.ClientBase,
  orgId: string,
  upTo: number,
): Promise<CalendarCycle[]> {
  const { rows } = await client.query<CalendarCycle>(
    `select id, number, state, sharing_mode as "sharingMode", (opens_at at time zone time_zone)::date::text as "opensOn"
     from cycles where org_id = $1 and number <= $2 order by number`,
    [orgId, upTo],
  );
  return rows;
}

export type EnrolledRow = {
  duoId: string;
  unitId: string;
  displayName: string;
  pairType: PairType;
  icPersonId: string;
  managerPersonId: string;
  gradeGap: number | null;
  tenureMonths: number;
  icFinal: boolean;
  managerFinal: boolean;
};

export async function listEnrolled(
  client: pg.ClientBase,
  orgId: string,
  cycleId: string,
): Promise<EnrolledRow[]> {
  const { rows } = await client.query<EnrolledRow>(
    `select d.duo_id as "duoId", d.unit_id as "unitId", d.display_name as "displayName", d.pair_type as "pairType",
       d.ic_person_id as "icPersonId", d.manager_person_id as "managerPersonId", d.grade_gap as "gradeGap",
       d.tenure_months as "tenureMonths", ic.final_at is not null as "icFinal",
       manager.final_at is not null as "managerFinal"
     from duo_cycles d
     join duo_cycle_sides ic on ic.org_id = d.org_id and ic.cycle_id = d.cycle_id and ic.duo_id = d.duo_id
       and ic.side = 'ic'
     join duo_cycle_sides manager on manager.org_id = d.org_id and manager.cycle_id = d.cycle_id
       and manager.duo_id = d.duo_id and manager.side = 'manager'
     where d.org_id = $1 and d.cycle_id = $2 order by d.duo_id`,
    [orgId, cycleId],
  );
  return rows;
}

export type CycleUnitRow = { id: string; parentId: string | null; lineage: string[] };

export async function listCycleUnits(
  client: pg.ClientBase,
  orgId: string,
  cycleId: string,
): Promise<CycleUnitRow[]> {
  const { rows } = await client.query<CycleUnitRow>(
    `select unit_id as id, parent_id as "parentId", lineage from cycle_units where org_id = $1 and cycle_id = $2`,
    [orgId, cycleId],
  );
  return rows;
}

/** Leaders in force, of units that the cycle has: they may read its cells and must learn nothing by subtraction. */
export async function listLeaders(client: pg.ClientBase, orgId: string, cycleId: string) {
  const { rows } = await client.query<{ personId: string; unitId: string }>(
    `select distinct g.person_id as "personId", g.unit_id as "unitId" from role_grants g
     join cycle_units u on u.org_id = g.org_id and u.cycle_id = $2 and u.unit_id = g.unit_id
     where g.org_id = $1 and g.role = 'leader' and g.revoked_at is null`,
    [orgId, cycleId],
  );
  return rows;
}

/** Reads a large result in pieces, so that memory holds one piece at a time. */
async function forEachRow<R extends unknown[]>(
  client: pg.ClientBase,
  query: { name: string; text: string; values: unknown[] },
  visit: (row: R) => void,
): Promise<void> {
  await client.query(`declare ${query.name} no scroll cursor for ${query.text}`, query.values);
  for (;;) {
    const { rows } = await client.query<R>({ text: `fetch 5000 from ${query.name}`, rowMode: "array" });
    for (const row of rows) visit(row);
    if (rows.length < 5000) break;
  }
  await client.query(`close ${query.name}`);
}

/** Every final answer of a closed cycle that a score may use, one author's parts in a row. */
export function readFinalParts(
  client: pg.ClientBase,
  orgId: string,
  cycleId: string,
  visit: (row: [duoId: string, authorId: string, answers: Answers]) => void,
): Promise<void> {
  return forEachRow(
    client,
    {
      name: "final_parts",
      text: `select duo_id, author_id, answers from response_parts
        where org_id = $1 and cycle_id = $2 and stage = 'final' and class in ('S', 'A', 'trust')
        order by duo_id, author_id`,
      values: [orgId, cycleId],
    },
    visit,
  );
}

/** Scores and multiplier answers of earlier cycles; the cycle comes as its position in `cycleIds`, from 1. */
export function readScores(
  client: pg.ClientBase,
  orgId: string,
  cycleIds: readonly string[],
  visit: (
    row: [duoId: string, side: Side, position: number, score: number | null, mx1: number | null],
  ) => void,
): Promise<void> {
  return forEachRow(
    client,
    {
      name: "scores",
      text: `select p.duo_id, p.side, c.position::int, p.score, p.mx1 from person_scores p
        join unnest($2::uuid[]) with ordinality as c(id, position) on c.id = p.cycle_id where p.org_id = $1`,
      values: [orgId, cycleIds],
    },
    visit,
  );
}

/** Dimension scores and multiplier answers of earlier cycles; a person's nine scores come as text, gaps left empty. */
export function readDimensions(
  client: pg.ClientBase,
  orgId: string,
  cycleIds: readonly string[],
  visit: (row: [duoId: string, side: Side, position: number, mx1: number | null, dimensions: string]) => void,
): Promise<void> {
  return forEachRow(
    client,
    {
      name: "dimensions",
      text: `select p.duo_id, p.side, c.position::int, p.mx1, array_to_string(p.dimensions, ',', '')
        from person_scores p join unnest($2::uuid[]) with ordinality as c(id, position) on c.id = p.cycle_id
        where p.org_id = $1`,
      values: [orgId, cycleIds],
    },
    visit,
  );
}

/** The state each duo carries: that of the newest of these cycles (oldest first) in which it was enrolled. */
export async function listCarriedState(
  client: pg.ClientBase,
  orgId: string,
  history: HistoryKind,
  cycleIds: readonly string[],
): Promise<Map<string, DuoState>> {
  const { rows } = await client.query<[string, DuoState]>({
    text: `select distinct on (e.duo_id) e.duo_id, e.state from published_duo_evidence e
      join unnest($3::uuid[]) with ordinality as c(id, position) on c.id = e.cycle_id
      where e.org_id = $1 and e.history = $2 order by e.duo_id, c.position desc`,
    values: [orgId, history, cycleIds],
    rowMode: "array",
  });
  return new Map(rows);
}

export async function listConstants(
  client: pg.ClientBase,
  orgId: string,
  history: HistoryKind,
): Promise<Map<string, CycleConstants>> {
  const { rows } = await client.query<[string, CycleConstants]>({
    text: "select cycle_id, constants from published_constants where org_id = $1 and history = $2",
    values: [orgId, history],
    rowMode: "array",
  });
  return new Map(rows);
}

export type PreviousRow = {
  duoId: string;
  cycleId: string;
  status: StatusCode;
  statusCycles: number;
  sinceCycleId: string | null;
  sinceOn: string | null;
  level: number | null;
};

/** What this audience last read of each duo: its row in the newest of these cycles in which it was complete. */
export async function listPrevious(
  client: pg.ClientBase,
  orgId: string,
  audience: Audience,
  cycleIds: readonly string[],
): Promise<Map<string, PreviousRow>> {
  const table = audience === "leaders" ? "published_duos" : "published_duo_partners";
  const { rows } = await client.query<PreviousRow>(
    `select distinct on (p.duo_id) p.duo_id as "duoId", p.cycle_id as "cycleId", p.status,
       p.status_cycles as "statusCycles", p.since_cycle_id as "sinceCycleId", p.since_on::text as "sinceOn", p.level
     from ${table} p join unnest($2::uuid[]) with ordinality as c(id, position) on c.id = p.cycle_id
     where p.org_id = $1 and p.complete order by p.duo_id, c.position desc`,
    [orgId, cycleIds],
  );
  return new Map(rows.map((row) => [row.duoId, row]));
}

/** Units whose cell of a measure was hidden in a cycle: the mask prefers to hide the same ones again. */
export async function listHiddenCells(
  client: pg.ClientBase,
  orgId: string,
  cycleId: string | undefined,
): Promise<Map<string, Set<string>>> {
  const hidden = new Map<string, Set<string>>();
  if (!cycleId) return hidden;
  const { rows } = await client.query<[string, string]>({
    text: `select measure, unit_id from published_cells
      where org_id = $1 and cycle_id = $2 and pair_type = 'all' and not visible`,
    values: [orgId, cycleId],
    rowMode: "array",
  });
  for (const [measure, unitId] of rows) {
    hidden.set(measure, (hidden.get(measure) ?? new Set()).add(unitId));
  }
  return hidden;
}

/** Makes the cycle's results readable, and says when. */
export async function markPublished(client: pg.ClientBase, orgId: string, cycleId: string): Promise<Date> {
  const { rows } = await client.query<{ at: Date }>(
    `update cycles set state = 'published', published_at = app_now()
     where org_id = $1 and id = $2 returning published_at as at`,
    [orgId, cycleId],
  );
  return rows[0]!.at;
}

import { randomUUID } from "node:crypto";
import type pg from "pg";
import { insertRows } from "@/db/queries/insert-rows";
import { insertCells, insertUnitCounts } from "@/db/queries/unit-rows";
import * as tables from "@/db/schema";
import { promiseVersion, type SharingMode } from "@/lib/domain/cycles";
import type { PairType } from "@/lib/domain/pair-types";
import { dimensionCodes } from "@/lib/domain/published";
import { instrument } from "@/lib/instrument/instrument";
import { duoFacts } from "@/lib/publication/duo-facts";
import { type DuoRow, type HistoryCycle, incompleteRow, type PreviousRow } from "@/lib/publication/duo-row";
import { maskedCells } from "@/lib/publication/masked-cells";
import { type MaskedDuo, mayBeOnWatch } from "@/lib/publication/measure-families";
import { levelBand } from "@/lib/publication/rounding";
import { type Leadership, prepareTree } from "@/lib/publication/tree";
import type { MadeOrganization } from "./organization";
import { type PublishedDuo, type Result, resultOf } from "./published-duo";

export type PublishedCycle = {
  sharingMode?: SharingMode;
  /** The reason of a withdrawal. */
  withdrawn?: string;
  /** By the duo's name; a duo left out is not enrolled. */
  duos: Record<string, PublishedDuo>;
};

type Enrolled = {
  duoId: string;
  unitId: string;
  displayName: string;
  pairType: PairType;
  icPersonId: string;
  managerPersonId: string;
  gradeGap: number | null;
  lineManager: boolean;
  teamSize: number | null;
};
type WithResult = Enrolled & { result: Result | undefined };
type Unit = { id: string; parentId: string | null; name: string; platform: boolean; lineage: string[] };

/** Cycle 1 opens on 5 January 2026 and the others a month apart; each is published on the 28th. */
const opening = (number: number) => new Date(Date.UTC(2026, number - 1, 5, 9));
const publishing = (number: number) => new Date(Date.UTC(2026, number - 1, 28, 9));
const dayOf = (at: Date) => at.toISOString().slice(0, 10);

/** What stays the same over the cycles of an organization, and what each one leaves to the next. */
type Scene = {
  client: pg.ClientBase;
  orgId: string;
  units: readonly Unit[];
  leaders: readonly Leadership[];
  /** What leaders last read of each duo, and the cycles of their history; both start afresh after a private cycle. */
  before: Map<string, PreviousRow>;
  history: HistoryCycle[];
};

/**
 * Publishes cycles of an organization without open cycle, oldest first, as the administrator: the given states as duo
 * rows, and the unit figures that the publication's own rules make of them. Gives the cycles' ids.
 */
export async function publishCycles(
  client: pg.ClientBase,
  made: MadeOrganization,
  cycles: readonly PublishedCycle[],
): Promise<string[]> {
  const { orgId } = made;
  const { rows: units } = await client.query<Unit>(
    `select id, parent_id as "parentId", name, platform, lineage from units where org_id = $1 order by cardinality(lineage)`,
    [orgId],
  );
  const { rows: duos } = await client.query<Enrolled>(
    `select id as "duoId", unit_id as "unitId", display_name as "displayName", pair_type as "pairType",
       ic_person_id as "icPersonId", manager_person_id as "managerPersonId", manager_grade - ic_grade as "gradeGap",
       line_manager as "lineManager", team_size as "teamSize" from duos where org_id = $1`,
    [orgId],
  );
  const { rows: leaders } = await client.query<Leadership>(
    `select person_id as "personId", unit_id as "unitId" from role_grants where org_id = $1 and role = 'leader'`,
    [orgId],
  );
  await client.query(
    "insert into instrument_versions (version, fingerprint) values ($1, 'made by a test') on conflict do nothing",
    [instrument.version],
  );
  const nameOf = new Map(Object.entries(made.duos).map(([name, id]) => [id, name]));
  const scene: Scene = { client, orgId, units, leaders, before: new Map(), history: [] };
  const ids: string[] = [];
  for (const [index, cycle] of cycles.entries()) {
    const enrolled = duos.flatMap((duo) => {
      const given = cycle.duos[nameOf.get(duo.duoId)!];
      return given === undefined ? [] : [{ ...duo, result: resultOf(given) }];
    });
    ids.push(await publishOne(scene, { number: index + 1, cycle, enrolled }));
  }
  return ids;
}

type Publication = { number: number; cycle: PublishedCycle; enrolled: readonly WithResult[] };

async function publishOne(scene: Scene, publication: Publication): Promise<string> {
  const { before, history } = scene;
  const { number, cycle } = publication;
  const { sharingMode = "scoped", withdrawn } = cycle;
  const cycleId = randomUUID();
  await insertCycle(scene, cycleId, publication);
  history.push({
    id: cycleId,
    opensOn: dayOf(opening(number)),
    state: withdrawn ? "withdrawn" : "published",
  });
  const rows = new Map(publication.enrolled.map((duo) => [duo.duoId, rowOf(scene, duo)]));
  if (sharingMode === "scoped") await insertLeaderRows(scene, cycleId, { ...publication, rows });
  await insertMasked(scene, cycleId, { ...publication, rows });
  if (sharingMode === "private") {
    before.clear();
    history.length = 0;
  } else if (!withdrawn) {
    for (const [duoId, row] of rows) if (row.complete) before.set(duoId, previousOf(scene, cycleId, row));
  }
  return cycleId;
}

async function insertCycle(
  { client, orgId, units }: Scene,
  cycleId: string,
  { number, cycle, enrolled }: Publication,
): Promise<void> {
  const { sharingMode = "scoped", withdrawn } = cycle;
  const key = { orgId, cycleId };
  const publishedAt = publishing(number);
  await insertRows(client, tables.cycles, [
    {
      orgId,
      id: cycleId,
      number,
      state: withdrawn ? "withdrawn" : "published",
      sharingMode,
      instrumentVersion: instrument.version,
      promiseVersion,
      closesLocal: publishedAt.toISOString().slice(0, 16),
      timeZone: "UTC",
      opensAt: opening(number),
      closesAt: publishedAt,
      publishedAt,
      withdrawnAt: withdrawn ? publishedAt : null,
      withdrawnReason: withdrawn ?? null,
    },
  ]);
  await insertRows(
    client,
    tables.cycleUnits,
    units.map(({ id, ...unit }) => ({ ...key, ...unit, unitId: id })),
  );
  await insertRows(
    client,
    tables.duoCycles,
    enrolled.map(({ result: _, ...duo }) => ({
      ...key,
      ...duo,
      tenureMonths: 12,
      firstCycle: false,
      closed: true,
    })),
  );
  await insertRows(client, tables.publications, [
    { ...key, publishedAt, engineVersion: "1", instrumentVersion: instrument.version, sharingMode },
  ]);
}

/** The row of a duo: what is given, after what leaders last read of it. */
function rowOf({ before, history }: Scene, { duoId, result }: WithResult): DuoRow {
  const previous = before.get(duoId);
  if (!result) return incompleteRow(previous);
  const { status, reason, level, agreement, dimensions, change } = result;
  const lasts = previous?.status === status;
  const now = history.at(-1)!;
  return {
    complete: true,
    status,
    reason,
    sinceCycleId: lasts ? previous.sinceCycleId : now.id,
    sinceOn: lasts ? previous.sinceOn : now.opensOn,
    sinceFromOn: change?.from ?? null,
    sinceToOn: change?.to ?? null,
    statusCycles: lasts ? previous.statusCycles + 1 : 1,
    fall: change?.fall ?? null,
    level,
    levelBand: level === null ? null : levelBand(level),
    agreement,
    dimensionBands: dimensions,
    previousStatus: previous?.status ?? null,
    previousLevel: previous?.level ?? null,
    lastStatusCycleId: null,
  };
}

const previousOf = ({ history }: Scene, cycleId: string, row: DuoRow): PreviousRow => ({
  ...row,
  status: row.status!,
  cycleId,
  position: history.length,
});

type Rows = Publication & { rows: ReadonlyMap<string, DuoRow> };

async function insertLeaderRows(
  { client, orgId, units, before }: Scene,
  cycleId: string,
  { enrolled, rows }: Rows,
): Promise<void> {
  const unitOf = new Map(units.map((unit) => [unit.id, unit]));
  const readable = enrolled.map((duo) => ({
    duoId: duo.duoId,
    unitId: duo.unitId,
    lineage: unitOf.get(duo.unitId)!.lineage,
    icPersonId: duo.icPersonId,
    managerPersonId: duo.managerPersonId,
    sharingMode: "scoped" as const,
    displayName: duo.displayName,
    ...duoFacts({ ...duo, tenureMonths: 12, platform: unitOf.get(duo.unitId)!.platform }),
    ...rows.get(duo.duoId)!,
    previousLineage: before.has(duo.duoId) ? unitOf.get(duo.unitId)!.lineage : null,
  }));
  await insertRows(
    client,
    tables.publishedDuos,
    readable.map((row) => ({ orgId, cycleId, ...row })),
  );
  await insertUnitCounts(client, { orgId, cycleId }, { units, rows: readable });
}

async function insertMasked(
  { client, orgId, units, leaders }: Scene,
  cycleId: string,
  { cycle, enrolled, rows }: Rows,
): Promise<void> {
  const { cells, readers } = maskedCells({
    tree: prepareTree(units, leaders),
    duos: enrolled.map((duo) => maskedDuoOf(duo, rows.get(duo.duoId)!)),
    sharingMode: cycle.sharingMode ?? "scoped",
    hiddenLastCycle: new Map(),
    kept: new Map(
      enrolled.flatMap(({ duoId, result }) => (result?.kept === undefined ? [] : [[duoId, result.kept]])),
    ),
  });
  await insertCells(client, { orgId, cycleId }, { units, cells, readers });
}

/** Long enough enrolled for a trend. */
const CYCLES_ENROLLED = 12;

function maskedDuoOf(duo: WithResult, row: DuoRow): MaskedDuo {
  const { duoId, unitId, pairType, icPersonId, managerPersonId, result } = duo;
  const isComplete = result !== undefined;
  return {
    duoId,
    unitId,
    pairType,
    icPersonId,
    managerPersonId,
    icFinal: isComplete,
    managerFinal: isComplete,
    status: row.status,
    level: row.level,
    agreement: row.agreement,
    dimensions: dimensionCodes.map((code) => (code === "TRUST" ? (result?.trust ?? null) : row.level)),
    mayBeWatched: mayBeOnWatch(row, CYCLES_ENROLLED),
    watched: result?.watched ?? false,
  };
}

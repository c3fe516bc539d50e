import { randomUUID } from "node:crypto";
import type pg from "pg";
import { insertRows } from "@/db/queries/insert-rows";
import * as tables from "@/db/schema";
import { promiseVersion, type SharingMode } from "@/lib/domain/cycles";
import type { PairType } from "@/lib/domain/pair-types";
import { type AgreementBand, dimensionCodes, type StatusCode } from "@/lib/domain/published";
import { instrument } from "@/lib/instrument/instrument";
import { assembleCells } from "@/lib/publication/assemble-cells";
import { levelBand } from "@/lib/publication/rounding";
import { type Leadership, prepareTree } from "@/lib/publication/tree";
import type { MadeOrganization } from "./organization";

/** What is published of a duo in a cycle; a bare status has a level of its own. */
export type PublishedDuo =
  | StatusCode
  | "incomplete"
  | { status: StatusCode; reason?: string; level?: number; agreement?: AgreementBand };

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
};
type Unit = { id: string; parentId: string | null; name: string; lineage: string[] };
type Before = {
  cycleId: string;
  status: StatusCode;
  level: number | null;
  sinceCycleId: string;
  sinceOn: string;
  cycles: number;
};

const levels: Record<StatusCode, number | null> = {
  multiplying: 80,
  steady: 60,
  strained: 45,
  diverging: 50,
  "not-enough-data": null,
};

/** Cycle 1 opens on 5 January 2026 and the others a month apart; each is published on the 28th. */
const opening = (number: number) => new Date(Date.UTC(2026, number - 1, 5, 9));
const publishing = (number: number) => new Date(Date.UTC(2026, number - 1, 28, 9));

/**
 * Publishes cycles of an organization without open cycle, oldest first, as the administrator: the given states as duo
 * rows, and the unit cells that the publication's own rules make of them. Gives the cycles' ids.
 */
export async function publishCycles(
  client: pg.ClientBase,
  made: MadeOrganization,
  cycles: readonly PublishedCycle[],
): Promise<string[]> {
  const { orgId } = made;
  const { rows: units } = await client.query<Unit>(
    `select id, parent_id as "parentId", name, lineage from units where org_id = $1 order by cardinality(lineage)`,
    [orgId],
  );
  const { rows: duos } = await client.query<Enrolled>(
    `select id as "duoId", unit_id as "unitId", display_name as "displayName", pair_type as "pairType",
       ic_person_id as "icPersonId", manager_person_id as "managerPersonId" from duos where org_id = $1`,
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
  const before = new Map<string, Before>();
  const ids: string[] = [];
  for (const [index, cycle] of cycles.entries()) {
    const enrolled = duos.filter(({ duoId }) => nameOf(made, duoId) in cycle.duos);
    ids.push(await publishOne(client, made, index + 1, cycle, { units, enrolled, leaders, before }));
  }
  return ids;
}

const nameOf = ({ duos }: MadeOrganization, duoId: string) =>
  Object.keys(duos).find((name) => duos[name] === duoId)!;

type Known = {
  units: readonly Unit[];
  enrolled: readonly Enrolled[];
  leaders: readonly Leadership[];
  before: Map<string, Before>;
};

async function publishOne(
  client: pg.ClientBase,
  made: MadeOrganization,
  number: number,
  { sharingMode = "scoped", withdrawn, duos }: PublishedCycle,
  { units, enrolled, leaders, before }: Known,
): Promise<string> {
  const place = { orgId: made.orgId, cycleId: randomUUID() };
  const publishedAt = publishing(number);
  await insertRows(client, tables.cycles, [
    {
      orgId: place.orgId,
      id: place.cycleId,
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
    units.map(({ id, ...unit }) => ({ ...place, ...unit, unitId: id, platform: false })),
  );
  const snapshot = enrolled.map((duo) => ({ ...place, ...duo, tenureMonths: 12 }));
  await insertRows(
    client,
    tables.duoCycles,
    snapshot.map((duo) => ({ ...duo, firstCycle: false, closed: true })),
  );
  await insertRows(client, tables.publications, [
    { ...place, publishedAt, engineVersion: "1", instrumentVersion: instrument.version, sharingMode },
  ]);
  const results = new Map(enrolled.map(({ duoId }) => [duoId, resultOf(duos[nameOf(made, duoId)]!)]));
  if (sharingMode === "scoped") {
    const lineages = new Map(units.map(({ id, lineage }) => [id, lineage]));
    await insertRows(
      client,
      tables.publishedDuos,
      snapshot.map((duo) => ({
        ...duo,
        lineage: lineages.get(duo.unitId)!,
        sharingMode,
        ...figuresOf(results.get(duo.duoId), before.get(duo.duoId), place.cycleId, opening(number)),
      })),
    );
  }
  const cells = assembleCells({
    tree: prepareTree(units, leaders),
    duos: enrolled.map((duo) => cellDuoOf(duo, results.get(duo.duoId))),
    sharingMode,
    hiddenLastCycle: new Map(),
  });
  const lineages = new Map(units.map(({ id, lineage }) => [id, lineage]));
  await insertRows(
    client,
    tables.publishedCells,
    cells.map((cell) => ({ ...place, ...cell, lineage: lineages.get(cell.unitId)! })),
  );
  // After a private cycle the leaders' rows start afresh.
  if (sharingMode === "private") before.clear();
  else if (!withdrawn) remember(before, results, place.cycleId, opening(number));
  return place.cycleId;
}

type Result = { status: StatusCode; reason: string; level: number | null; agreement: AgreementBand | null };

function resultOf(given: PublishedDuo): Result | undefined {
  if (given === "incomplete") return undefined;
  const told: Exclude<PublishedDuo, string> = typeof given === "string" ? { status: given } : given;
  const { status, reason = "", level = levels[told.status], agreement = "some" } = told;
  return { status, reason, level, agreement: level === null ? null : agreement };
}

function figuresOf(result: Result | undefined, previous: Before | undefined, cycleId: string, opensAt: Date) {
  const lasts = previous !== undefined && previous.status === result?.status;
  return {
    complete: result !== undefined,
    status: result?.status ?? null,
    reason: result?.reason ?? "",
    sinceCycleId: result ? (lasts ? previous.sinceCycleId : cycleId) : null,
    sinceOn: result ? (lasts ? previous.sinceOn : dayOf(opensAt)) : null,
    statusCycles: result ? (lasts ? previous.cycles + 1 : 1) : 0,
    level: result?.level ?? null,
    levelBand: typeof result?.level === "number" ? levelBand(result.level) : null,
    agreement: result?.agreement ?? null,
    dimensionBands: result ? {} : null,
    previousStatus: result && previous ? previous.status : null,
    previousLevel: result && previous ? previous.level : null,
    lastStatusCycleId: result ? null : (previous?.cycleId ?? null),
  };
}

const dayOf = (at: Date) => at.toISOString().slice(0, 10);

function cellDuoOf({ duoId, unitId, pairType, icPersonId, managerPersonId }: Enrolled, result?: Result) {
  const isComplete = result !== undefined;
  return {
    duoId,
    unitId,
    pairType,
    icPersonId,
    managerPersonId,
    icFinal: isComplete,
    managerFinal: isComplete,
    status: result?.status ?? null,
    level: result?.level ?? null,
    agreement: result?.agreement ?? null,
    dimensions: dimensionCodes.map(() => result?.level ?? null),
    watched: false,
  };
}

function remember(
  before: Map<string, Before>,
  results: ReadonlyMap<string, Result | undefined>,
  cycleId: string,
  opensAt: Date,
): void {
  for (const [duoId, result] of results) {
    if (!result) continue;
    const last = before.get(duoId);
    const lasts = last?.status === result.status;
    before.set(duoId, {
      cycleId,
      status: result.status,
      level: result.level,
      sinceCycleId: lasts ? last.sinceCycleId : cycleId,
      sinceOn: lasts ? last.sinceOn : dayOf(opensAt),
      cycles: lasts ? last.cycles + 1 : 1,
    });
  }
}

import { drizzle } from "drizzle-orm/node-postgres";
import type pg from "pg";
import { createDataKey, dataKeyOf } from "@/db/encryption/data-key";
import { type OpenPart, sealParts } from "@/db/encryption/sealed-rows";
import { insertRows } from "@/db/queries/insert-rows";
import {
  cycles,
  duoCycleSides,
  duoCycles,
  duos,
  organizations,
  people,
  responseParts,
  responses,
  roleGrants,
  units,
} from "@/db/schema";
import { drawAnswers, drawRespondent } from "@/db/seed/answers";
import { type Draw, drawFrom } from "@/db/seed/draw";
import { asOwner } from "@/db/setup/as-owner";
import { promiseVersion } from "@/lib/domain/cycles";
import { DAY_MS } from "@/lib/domain/days";
import { pairTypes } from "@/lib/domain/pair-types";
import { personOn } from "@/lib/domain/partners";
import { sides } from "@/lib/instrument/answers";
import { answerClasses, splitByClass } from "@/lib/instrument/confidentiality";
import { instrument } from "@/lib/instrument/instrument";
import { questionnaire } from "@/lib/instrument/questionnaire";

const duosPerTeam = 8;
const teamsPerDivision = 10;
const responseRate = 0.9;

/** A made organization, with its cycles from the first to the last. */
export type Made = { orgId: string; cycleIds: string[] };

/** Where rows are written, and the random numbers that they are made from. */
type Making = { owner: pg.ClientBase; draw: Draw; orgId: string };

/** Makes an organization of `size` duos whose cycles are all closed and not published. */
export async function makeOrganization(
  owner: pg.ClientBase,
  size: number,
  cycleCount: number,
): Promise<Made> {
  // Another organization for each length: the data key of one is kept by the process.
  const draw = drawFrom(size + cycleCount);
  const orgId = draw.uuid();
  const cycleIds = Array.from({ length: cycleCount }, () => draw.uuid());
  const making = { owner, draw, orgId };
  await asOwner(owner, async () => {
    await insertRows(owner, organizations, [{ id: orgId, name: `Bench ${size}` }]);
    await createDataKey(owner, orgId);
    const teams = await insertTree(making, size);
    const roster = await insertDuos(making, teams, size);
    await insertCycles(making, cycleIds);
    const [first, ...others] = cycleIds;
    const parts = await insertFirstCycle(making, first!, roster);
    for (const cycleId of others) await repeatCycle(making, { from: first!, to: cycleId, parts });
  });
  await owner.query("analyze");
  return { orgId, cycleIds };
}

type Unit = typeof units.$inferInsert;

async function insertTree({ owner, draw, orgId }: Making, size: number): Promise<Unit[]> {
  const unit = (name: string, parent?: Unit): Unit => {
    const id = draw.uuid();
    return { orgId, id, parentId: parent?.id ?? null, name, lineage: [...(parent?.lineage ?? []), id] };
  };
  const root = unit("Company");
  const all = [root];
  const teams: Unit[] = [];
  let division = root;
  for (let team = 0; team * duosPerTeam < size; team++) {
    if (team % teamsPerDivision === 0) {
      division = unit(`Division ${team / teamsPerDivision}`, root);
      all.push(division);
    }
    teams.push(unit(`Team ${team}`, division));
  }
  await insertRows(owner, units, [...all, ...teams]);
  return teams;
}

async function insertDuos({ owner, draw, orgId }: Making, teams: readonly Unit[], size: number) {
  const roster = Array.from({ length: size }, (_, index) => ({
    orgId,
    id: draw.uuid(),
    displayName: `Duo ${index}`,
    pairType: pairTypes[index % 3]!,
    unitId: teams[Math.floor(index / duosPerTeam)]!.id,
    icPersonId: draw.uuid(),
    managerPersonId: draw.uuid(),
    startedOn: "2024-01-01",
  }));
  const everybody = roster.flatMap(({ icPersonId, managerPersonId }) => [icPersonId, managerPersonId]);
  await insertRows(
    owner,
    people,
    everybody.map((id) => ({
      orgId,
      id,
      externalId: id,
      name: "A Person",
      givenName: "A",
      email: `${id}@bench.example`,
    })),
  );
  await insertRows(owner, duos, roster);
  const divisions = new Map(teams.map(({ lineage }, index) => [lineage[1]!, roster[index * duosPerTeam]!]));
  await insertRows(
    owner,
    roleGrants,
    [...divisions].map(([unitId, { managerPersonId }]) => ({
      orgId,
      id: draw.uuid(),
      personId: managerPersonId,
      role: "leader" as const,
      unitId,
    })),
  );
  return roster;
}

async function insertCycles({ owner, orgId }: Making, cycleIds: readonly string[]): Promise<void> {
  const start = Date.now() - cycleIds.length * 30 * DAY_MS;
  await insertRows(
    owner,
    cycles,
    cycleIds.map((id, index) => {
      const opensAt = new Date(start + index * 30 * DAY_MS);
      const closesAt = new Date(opensAt.getTime() + 21 * DAY_MS);
      return {
        orgId,
        id,
        number: index + 1,
        state: "closed" as const,
        sharingMode: "scoped" as const,
        instrumentVersion: instrument.version,
        promiseVersion,
        timeZone: "UTC",
        closesLocal: closesAt.toISOString().slice(0, 16),
        opensAt,
        closesAt,
        closedAt: closesAt,
      };
    }),
  );
  for (const cycleId of cycleIds) {
    await owner.query(
      `insert into cycle_units (org_id, cycle_id, unit_id, parent_id, name, platform, lineage)
       select org_id, $2, id, parent_id, name, platform, lineage from units where org_id = $1`,
      [orgId, cycleId],
    );
  }
}

async function insertFirstCycle(
  { owner, draw, orgId }: Making,
  cycleId: string,
  roster: Awaited<ReturnType<typeof insertDuos>>,
): Promise<OpenPart[]> {
  const items = questionnaire({ cycleNumber: 2, firstForDuo: false, ownProfileAnswered: false });
  const sideRows: (typeof duoCycleSides.$inferInsert)[] = [];
  const given: (typeof responses.$inferInsert)[] = [];
  const parts: OpenPart[] = [];
  const at = new Date();
  for (const duo of roster) {
    const place = draw.normal(64, 10);
    for (const side of sides) {
      const personId = personOn(duo, side);
      const key = { orgId, cycleId, duoId: duo.id };
      const answered = draw.chance(responseRate);
      sideRows.push({ ...key, side, personId, finalAt: answered ? at : null });
      if (!answered) continue;
      given.push({
        ...key,
        authorId: personId,
        side,
        state: "submitted",
        instrumentVersion: instrument.version,
        promiseVersion,
        promiseAcceptedAt: at,
        submittedAt: at,
      });
      const respondent = drawRespondent(draw, side, instrument.items);
      const answers = splitByClass(drawAnswers(draw, { person: respondent, place }, items));
      for (const partClass of answerClasses) {
        parts.push({
          cycleId,
          duoId: duo.id,
          authorId: personId,
          class: partClass,
          stage: "final",
          answers: answers[partClass],
        });
      }
    }
  }
  await insertRows(
    owner,
    duoCycles,
    roster.map(({ id, startedOn: _, ...duo }) => ({
      ...duo,
      cycleId,
      duoId: id,
      tenureMonths: 20,
      firstCycle: false,
      closed: true,
    })),
  );
  await insertRows(owner, duoCycleSides, sideRows);
  await insertRows(owner, responses, given);
  await insertParts({ owner, orgId }, parts);
  return parts;
}

async function insertParts({ owner, orgId }: Pick<Making, "owner" | "orgId">, parts: readonly OpenPart[]) {
  await insertRows(
    owner,
    responseParts,
    sealParts(await dataKeyOf(drizzle(owner as pg.Client), orgId), parts),
  );
}

/** Copies one cycle's answers to another: for this measurement only their number matters. */
async function repeatCycle(
  { owner, orgId }: Making,
  { from, to, parts }: { from: string; to: string; parts: readonly OpenPart[] },
): Promise<void> {
  const copies: [string, string][] = [
    [
      "duo_cycles",
      "duo_id, unit_id, display_name, pair_type, ic_person_id, manager_person_id, tenure_months, first_cycle, closed",
    ],
    ["duo_cycle_sides", "duo_id, side, person_id, final_at"],
    [
      "responses",
      "duo_id, author_id, side, state, instrument_version, promise_version, promise_accepted_at, submitted_at",
    ],
  ];
  for (const [table, columns] of copies) {
    await owner.query(
      `insert into ${table} (org_id, cycle_id, ${columns})
       select org_id, $3, ${columns} from ${table} where org_id = $1 and cycle_id = $2`,
      [orgId, from, to],
    );
  }
  await insertParts(
    { owner, orgId },
    parts.map((part) => ({ ...part, cycleId: to })),
  );
}

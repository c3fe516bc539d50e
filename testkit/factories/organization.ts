import { createHash, randomBytes, randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import type pg from "pg";
import { createDataKey } from "@/db/encryption/data-key";
import * as tables from "@/db/schema";
import { promiseVersion, type SharingMode } from "@/lib/domain/cycles";
import { DAY_MS } from "@/lib/domain/days";
import type { PairType } from "@/lib/domain/pair-types";
import { instrument } from "@/lib/instrument/instrument";
import { knownVersions } from "@/lib/instrument/versions/versions";

type Connection = pg.Client | pg.PoolClient | pg.Pool;

/** What a test wants to exist, by names of its own; everything left out is ordinary. */
export type OrganizationSpec = {
  demo?: boolean;
  /** Parents before their children; the first is the root. */
  units?: Record<string, { parent?: string; platform?: true }>;
  people: Record<string, PersonSpec>;
  duos?: Record<string, DuoSpec>;
  /**
   * An open cycle in which every duo is enrolled. Number 1 is the first of every duo and also asks the profile.
   * `questions` is the version of the questions that it asks.
   */
  cycle?: { sharingMode?: SharingMode; closesInDays?: number; number?: number; questions?: string };
};
type DuoSpec = {
  ic: string;
  manager: string;
  unit?: string;
  pairType?: PairType;
  icGrade?: number;
  managerGrade?: number;
  lineManager?: true;
  teamSize?: number;
};
type PersonSpec = { email?: string; externalId?: string; leads?: string; admin?: true; reviewer?: true };

export type MadePerson = { orgId: string; id: string; name: string; email: string };
export type MadeOrganization = {
  orgId: string;
  name: string;
  units: Record<string, string>;
  people: Record<string, MadePerson>;
  duos: Record<string, string>;
  cycleId: string;
};

const keyed = <T>(keys: readonly string[], make: (key: string) => T) =>
  Object.fromEntries(keys.map((key) => [key, make(key)]));

/** Writes an organization of its own for one test, as the administrator, whom no policy binds. */
export async function createOrganization(
  client: Connection,
  spec: OrganizationSpec,
): Promise<MadeOrganization> {
  const db = drizzle(client);
  const orgId = randomUUID();
  const unitSpecs = spec.units ?? { Company: {} };
  const root = Object.keys(unitSpecs)[0]!;
  const made: MadeOrganization = {
    orgId,
    name: `Organization ${orgId.slice(0, 8)}`,
    units: keyed(Object.keys(unitSpecs), () => randomUUID()),
    people: keyed(Object.keys(spec.people), (name) => {
      const id = randomUUID();
      const email =
        spec.people[name]!.email ??
        `${name.toLowerCase().replace(/[^!-~]/g, "x")}.${id.slice(0, 8)}@example.test`;
      return { orgId, id, name, email };
    }),
    duos: keyed(Object.keys(spec.duos ?? {}), () => randomUUID()),
    cycleId: randomUUID(),
  };
  await db.insert(tables.organizations).values({ id: orgId, name: made.name, demo: spec.demo ?? false });
  await createDataKey(client, orgId);
  await db.insert(tables.units).values(unitRows(made, unitSpecs));
  await db.insert(tables.people).values(
    Object.entries(made.people).map(([name, { id, email }]) => ({
      orgId,
      id,
      email,
      name: `${name} Example`,
      givenName: name,
      externalId: spec.people[name]!.externalId ?? id,
    })),
  );
  const grants = grantRows(made, spec.people);
  if (grants.length > 0) await db.insert(tables.roleGrants).values(grants);
  const duos = duoRows(made, spec, root);
  if (duos.length > 0) {
    await db.insert(tables.duos).values(duos.map((duo) => ({ ...duo, startedOn: "2024-01-01" })));
  }
  if (spec.cycle) await openCycle(db, made, { cycle: spec.cycle, unitSpecs, duos });
  return made;
}

type UnitSpecs = NonNullable<OrganizationSpec["units"]>;

function unitRows({ orgId, units }: MadeOrganization, specs: UnitSpecs) {
  const lineages: Record<string, string[]> = {};
  return Object.entries(specs).map(([name, { parent, platform = false }]) => {
    const lineage = [...(parent ? lineages[parent]! : []), units[name]!];
    lineages[name] = lineage;
    return { orgId, id: units[name]!, parentId: parent ? units[parent] : null, name, platform, lineage };
  });
}

function grantRows({ orgId, units, people }: MadeOrganization, specs: Record<string, PersonSpec>) {
  return Object.entries(specs).flatMap(([name, { leads, admin, reviewer }]) => {
    const grant = { orgId, personId: people[name]!.id };
    return [
      ...(leads ? [{ ...grant, id: randomUUID(), role: "leader" as const, unitId: units[leads] }] : []),
      ...(admin ? [{ ...grant, id: randomUUID(), role: "admin" as const }] : []),
      ...(reviewer ? [{ ...grant, id: randomUUID(), role: "reviewer" as const }] : []),
    ];
  });
}

function duoRows(made: MadeOrganization, spec: OrganizationSpec, root: string) {
  return Object.entries(spec.duos ?? {}).map(([name, duo]) => ({
    orgId: made.orgId,
    id: made.duos[name]!,
    displayName: `${duo.ic} & ${duo.manager}`,
    pairType: duo.pairType ?? ("tech-lead-em" as const),
    unitId: made.units[duo.unit ?? root]!,
    icPersonId: made.people[duo.ic]!.id,
    managerPersonId: made.people[duo.manager]!.id,
    icGrade: duo.icGrade ?? null,
    managerGrade: duo.managerGrade ?? null,
    lineManager: duo.lineManager ?? false,
    teamSize: duo.teamSize ?? null,
  }));
}

/** Every version of the questions that this process knows, as the database knows those that the product ships. */
async function knowQuestions(db: NodePgDatabase): Promise<void> {
  await db
    .insert(tables.instrumentVersions)
    .values(knownVersions().map(({ version }) => ({ version, fingerprint: "made by a test" })))
    .onConflictDoNothing();
}

type Opening = {
  cycle: NonNullable<OrganizationSpec["cycle"]>;
  unitSpecs: UnitSpecs;
  duos: ReturnType<typeof duoRows>;
};

async function openCycle(db: NodePgDatabase, made: MadeOrganization, { cycle, unitSpecs, duos }: Opening) {
  const { orgId, cycleId } = made;
  const { sharingMode = "scoped", closesInDays = 14, number = 1, questions = instrument.version } = cycle;
  const closesAt = new Date(Date.now() + closesInDays * DAY_MS);
  await knowQuestions(db);
  await db.insert(tables.cycles).values({
    orgId,
    id: cycleId,
    number,
    state: "open",
    sharingMode,
    instrumentVersion: questions,
    promiseVersion,
    closesLocal: closesAt.toISOString().slice(0, 16),
    timeZone: "UTC",
    opensAt: new Date(closesAt.getTime() - 21 * DAY_MS),
    closesAt,
  });
  const units = unitRows(made, unitSpecs).map(({ id, ...unit }) => ({ ...unit, unitId: id }));
  await db.insert(tables.cycleUnits).values(units.map((unit) => ({ ...unit, cycleId })));
  if (duos.length === 0) return;
  const enrolled = duos.map(({ id, icGrade, managerGrade, ...duo }) => ({
    ...duo,
    cycleId,
    duoId: id,
    gradeGap: icGrade === null || managerGrade === null ? null : managerGrade - icGrade,
  }));
  await db
    .insert(tables.duoCycles)
    .values(enrolled.map((duo) => ({ ...duo, tenureMonths: 12, firstCycle: number === 1 })));
  await db.insert(tables.duoCycleSides).values(
    enrolled.flatMap(({ duoId, icPersonId, managerPersonId }) => [
      { orgId, cycleId, duoId, side: "ic" as const, personId: icPersonId },
      { orgId, cycleId, duoId, side: "manager" as const, personId: managerPersonId },
    ]),
  );
}

/** The session's cookie of an app that is served over plain HTTP at a port. */
export const sessionCookieName = (port: number | string) => `twofold-session-${port}`;

/** Signs a person in as the product does, by a row with the hashed token; gives the cookie's value. */
export async function createSession(client: Connection, person: MadePerson): Promise<string> {
  const db = drizzle(client);
  const own = and(eq(tables.people.orgId, person.orgId), eq(tables.people.id, person.id));
  const [row] = await db.select({ userId: tables.people.userId }).from(tables.people).where(own);
  const userId = row?.userId ?? (await createUser(client, person));
  const token = randomBytes(32).toString("base64url");
  const sessionToken = createHash("sha256").update(token).digest("hex");
  await db
    .insert(tables.sessions)
    .values({ sessionToken, userId, expires: new Date(Date.now() + 14 * DAY_MS) });
  return token;
}

/** Changes a person's address as they themselves would by confirming it. */
export async function changeAddress(
  client: pg.Client,
  { orgId, id }: MadePerson,
  email: string,
): Promise<void> {
  await client.query("begin");
  try {
    await client.query(
      `insert into address_changes (org_id, id, person_id, new_address, state, decided_at)
       values ($1, $2, $3, $4, 'confirmed', app_now())`,
      [orgId, randomUUID(), id, email],
    );
    await client.query("update people set email = $1 where id = $2", [email, id]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

/** A user bound to the person, as if they had signed in before. */
export async function createUser(client: Connection, { orgId, id, email }: MadePerson): Promise<string> {
  const db = drizzle(client);
  const userId = randomUUID();
  await db.insert(tables.users).values({ id: userId, email });
  const own = and(eq(tables.people.orgId, orgId), eq(tables.people.id, id));
  await db.update(tables.people).set({ userId, boundAt: sql`app_now()` }).where(own);
  return userId;
}

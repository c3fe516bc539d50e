import { type SQL, sql } from "drizzle-orm";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import { withoutValues } from "./fault";

export type Tx = NodePgDatabase;
export type ViewerIdentity = { orgId: string; personId: string };

const urls = {
  app: "DATABASE_URL",
  auth: "DATABASE_URL_AUTH",
  publisher: "DATABASE_URL_PUBLISHER",
  worker: "DATABASE_URL_WORKER",
} as const;
type Role = keyof typeof urls;

// A dev server reloads modules; the pools must outlive that.
const kept = globalThis as { twofoldPools?: Map<Role, pg.Pool> };
const pools = kept.twofoldPools ?? new Map<Role, pg.Pool>();
kept.twofoldPools = pools;

export function pool(role: Role): pg.Pool {
  const existing = pools.get(role);
  if (existing) return existing;
  const connectionString = process.env[urls[role]];
  if (!connectionString) throw new Error(`${urls[role]} is not set`);
  const created = new pg.Pool({ connectionString, max: Number(process.env.DATABASE_POOL_SIZE || 10) });
  // An idle connection lost to a restart is not an error of the process.
  created.on("error", () => {});
  // Nor is one that is lost in use: the query that used it fails and says so.
  created.on("connect", (client) => client.on("error", () => {}));
  pools.set(role, created);
  return created;
}

export async function closePools(): Promise<void> {
  const open = [...pools.values()];
  pools.clear();
  await Promise.all(open.map((one) => one.end()));
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** `SET LOCAL` takes no parameters, so the value is checked before it becomes a literal. */
function setLocal(name: "org_id" | "person_id", value: string): string {
  if (!uuidPattern.test(value)) throw new Error(`twofold.${name} must be a uuid`);
  return `set local twofold.${name} = '${value}'`;
}

async function inTransaction<T>(
  role: Role,
  settings: readonly string[],
  work: (tx: Tx, client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool(role).connect();
  let broken: Error | undefined;
  try {
    await client.query(["begin", ...settings].join("; "));
    const result = await work(drizzle(client), client);
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((lost: Error) => {
      broken = lost;
    });
    throw withoutValues(error);
  } finally {
    client.release(broken);
  }
}

/** The only way to a query on a person's behalf: one transaction under that person's policies. */
export function withViewer<T>(
  viewer: ViewerIdentity,
  work: (tx: Tx, client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  return inTransaction(
    "app",
    [setLocal("org_id", viewer.orgId), setLocal("person_id", viewer.personId)],
    work,
  );
}

/** The publisher reads closed answers of one organization and writes its published rows. */
export function asPublisher<T>(
  orgId: string,
  work: (tx: Tx, client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  return inTransaction("publisher", [setLocal("org_id", orgId)], work);
}

/** Goes on in the name of a person whom signing in has made known, in a transaction of the auth role. */
export async function actAs(tx: Tx, { orgId, personId }: ViewerIdentity): Promise<void> {
  await tx.execute(
    sql`select set_config('twofold.org_id', ${orgId}, true), set_config('twofold.person_id', ${personId}, true)`,
  );
}

/** Sign-in tables, and the one-time binding of a person to a user. */
export function asAuth<T>(work: (tx: Tx, client: pg.PoolClient) => Promise<T>): Promise<T> {
  return inTransaction("auth", [], work);
}

/** One statement of the sign-in role outside a transaction: one round trip where `asAuth` takes three. */
export async function queryAsAuth<Row extends Record<string, unknown>>(statement: SQL) {
  try {
    return (await drizzle(pool("auth")).execute<Row>(statement)).rows;
  } catch (error) {
    throw withoutValues(error);
  }
}

/** Due cycles and waiting mail, over all organizations; no answers, no results. */
export function asWorker<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction("worker", [], work);
}

/** The one clock: the database's, with the offset that only demo and test databases accept. */
export async function currentTime(tx: Tx): Promise<Date> {
  const { rows } = await tx.execute<{ now: Date | string }>(sql`select app_now() as now`);
  return new Date(rows[0]!.now);
}

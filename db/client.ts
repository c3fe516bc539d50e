import { type SQL, sql } from "drizzle-orm";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import { asBusy, asUnconfirmed, asUnreachable, BusyFault, UnconfirmedFault } from "./fault";
import { releaseAfter, rollBack, untilEnd } from "./hand-back";
import { inTime } from "./in-time";
import { withNames } from "./named";
import { inOneWrite } from "./one-write";

export type Tx = NodePgDatabase;
export type ViewerIdentity = { orgId: string; personId: string };

/**
 * How the connections of one purpose are made: `url` names the environment variable, `most` is the size of the pool where
 * it is not DATABASE_POOL_SIZE, `timeoutMs` how long a free connection is waited for, `silentMs` how long the answer to a
 * statement, and `confirmMs` that to a commit or to a statement of its own. With `pipeline` statements that do not wait
 * for each other are sent at once, and the database need not wait for this process in between; those that come again have
 * names there.
 */
type Settings = {
  url: string;
  most?: number;
  timeoutMs?: number;
  silentMs?: number;
  confirmMs?: number;
  pipeline?: boolean;
};

// A machine that is gone without a word cuts no connection: without these limits people would wait for a quarter of an
// hour, and their connections be lost to everybody. A statement may wait a minute for a lock (`roles.sql`).
// A commit waits for nothing but disks and, where one is awaited, a standby.
const forPeople = { timeoutMs: 10_000, silentMs: 90_000, confirmMs: 10_000 };

const settings = {
  app: { url: "DATABASE_URL", ...forPeople, pipeline: true },
  // A download holds its connection at its reader's pace, so it never takes one that pages need.
  download: { url: "DATABASE_URL", most: 3, timeoutMs: 2000 },
  // A reading takes as long as it needs: `db/standby` ends it once the standby gives no sign of life, which it asks for
  // by a connection of its own.
  read: { url: "DATABASE_URL_READ", timeoutMs: 300, silentMs: forPeople.silentMs, pipeline: true },
  probe: { url: "DATABASE_URL_READ", most: 1, timeoutMs: 300, silentMs: 300 },
  // Each request of somebody signed in asks by it whose session that is: a statement that has a name.
  auth: { url: "DATABASE_URL_AUTH", ...forPeople, pipeline: true },
  publisher: { url: "DATABASE_URL_PUBLISHER" },
  worker: { url: "DATABASE_URL_WORKER" },
} as const satisfies Record<string, Settings>;
type Purpose = keyof typeof settings;

// A dev server loads modules again after a change; the pools are kept across that.
type PoolWait = (purpose: Purpose, seconds: number) => void;
const kept = globalThis as {
  twofoldPools?: Map<Purpose, pg.Pool>;
  twofoldLost?: WeakSet<pg.ClientBase>;
  twofoldPoolWait?: PoolWait;
  twofoldOnOutage?: (outage: Outage) => void;
};
const pools = kept.twofoldPools ?? new Map<Purpose, pg.Pool>();
kept.twofoldPools = pools;
/** Connections that failed. */
kept.twofoldLost ??= new WeakSet<pg.ClientBase>();
const lost = kept.twofoldLost;

/** What the database could not do now: serve somebody (`BusyFault`), or say what became of it (`UnconfirmedFault`). */
export type Outage = "busy" | "unconfirmed";

/** Is told from now on of each query that meets that, while it is still under way. */
export function onOutage(observe: (outage: Outage) => void): void {
  kept.twofoldOnOutage = observe;
}

/** A failure of a query as its caller gets it; `onOutage` is told of one that is the database's. */
function told(purpose: Purpose, fault: unknown): unknown {
  // What the standby cannot serve, the primary does.
  if (settings[purpose].url === "DATABASE_URL_READ") return fault;
  if (fault instanceof BusyFault) kept.twofoldOnOutage?.("busy");
  if (fault instanceof UnconfirmedFault) kept.twofoldOnOutage?.("unconfirmed");
  return fault;
}

/** Is told from now on how long each caller waited for a connection. */
export function onPoolWait(observe: PoolWait): void {
  kept.twofoldPoolWait = observe;
}

/** How many connections each pool has in use and idle, and how many callers wait for one. */
export function poolStates() {
  return [...pools].map(([purpose, { totalCount, idleCount, waitingCount }]) => ({
    purpose,
    used: totalCount - idleCount,
    idle: idleCount,
    waiting: waitingCount,
  }));
}

export function pool(purpose: Purpose): pg.Pool {
  const existing = pools.get(purpose);
  if (existing) return existing;
  const { url, most, timeoutMs, silentMs, pipeline }: Settings = settings[purpose];
  const connectionString = process.env[url];
  if (!connectionString) throw new Error(`${url} is not set`);
  const max = most ?? Number(process.env.DATABASE_POOL_SIZE || 10);
  const created = new pg.Pool({
    connectionString,
    max,
    query_timeout: silentMs,
    pipeline,
    // Ours comes first, and says that the product is busy; this one ends the attempt.
    ...(timeoutMs && { connectionTimeoutMillis: 2 * timeoutMs }),
  });
  // Without a listener, a connection that the server's restart closes would end the process: an idle one here,
  created.on("error", () => {});
  // one in use below, whose query fails and reports it.
  created.on("connect", (client) => client.on("error", () => lost.add(client)));
  if (pipeline) created.on("connect", inOneWrite).on("connect", withNames);
  pools.set(purpose, created);
  return created;
}

/** A connection of a pool; throws `BusyFault` when none is free in time, or none can be made. */
async function connect(purpose: Purpose): Promise<pg.PoolClient> {
  const asked = performance.now();
  try {
    return await connectInTime(purpose);
  } catch (error) {
    throw told(purpose, asUnreachable(error));
  } finally {
    kept.twofoldPoolWait?.(purpose, (performance.now() - asked) / 1000);
  }
}

async function connectInTime(purpose: Purpose): Promise<pg.PoolClient> {
  const { timeoutMs }: Settings = settings[purpose];
  const connecting = pool(purpose).connect();
  return inTime(connecting, timeoutMs, () => {
    // A connection that becomes free later goes back to the pool.
    connecting.then((client) => client.release()).catch(() => {});
    return new BusyFault();
  });
}

/** Runs one statement on a connection of its own, outside a transaction; one that waits too long is as good as not made. */
export async function withConnection<T>(
  purpose: Purpose,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await connect(purpose);
  const working = work(client);
  let isLate = false;
  let broken = true;
  try {
    const result = await inTime(working, (settings[purpose] as Settings).confirmMs, () => {
      isLate = true;
      return new BusyFault();
    });
    broken = false;
    return result;
  } catch (error) {
    throw told(purpose, asBusy(error, lost.has(client)));
  } finally {
    if (isLate) releaseAfter(client, working);
    else client.release(broken);
  }
}

export async function closePools(): Promise<void> {
  const open = [...pools.values()];
  pools.clear();
  await Promise.all(open.map((one) => one.end()));
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A statement that is sent with others takes no parameters, so an id is checked before it becomes a literal of SQL. */
export function idLiteral(value: string): string {
  if (!uuidPattern.test(value)) throw new Error("an id must be a uuid");
  return `'${value}'`;
}

const setLocal = (name: "org_id" | "person_id", value: string) =>
  `set local twofold.${name} = ${idLiteral(value)}`;

/** @param begun the rows of the last of the first statements */
type Work<T> = (tx: Tx, client: pg.PoolClient, begun: unknown[]) => Promise<T>;

/** @param signal ends the connection when it is aborted, and with it whatever runs on it */
type Beginning = { first: readonly string[]; signal?: AbortSignal };

async function inTransaction<T>(purpose: Purpose, { first, signal }: Beginning, work: Work<T>): Promise<T> {
  const client = await connect(purpose);
  // `end` would wait for the answers to what was sent.
  const cut = () => (client as pg.PoolClient & { connection: pg.Connection }).connection.stream.destroy();
  if (signal?.aborted) cut();
  signal?.addEventListener("abort", cut);
  const { own, end } = untilEnd(client);
  let committing: Promise<unknown> | undefined;
  let isLate = false;
  let broken: Error | undefined;
  try {
    const results = [await client.query(["begin", ...first].join("; "))].flat();
    const result = await work(drizzle(own), own, results.at(-1)!.rows).finally(end);
    committing = client.query("commit");
    await inTime(committing, (settings[purpose] as Settings).confirmMs, () => {
      isLate = true;
      return new UnconfirmedFault();
    });
    return result;
  } catch (error) {
    if (!isLate) broken = await rollBack(client, error);
    throw told(purpose, committing ? asUnconfirmed(error) : asBusy(error, lost.has(client)));
  } finally {
    signal?.removeEventListener("abort", cut);
    // A late commit may still be confirmed. Until then its connection is not free: what follows would wait as it does.
    if (isLate) releaseAfter(client, committing!);
    else client.release(broken);
  }
}

/**
 * Runs queries on a person's behalf, which no other function does: one transaction under that person's policies.
 * @param first a statement that is sent together with the beginning, in one message; `work` is given its rows. Its values
 * are literals, by `idLiteral` alone
 */
export function withViewer<T>(viewer: ViewerIdentity, work: Work<T>, first?: string): Promise<T> {
  const { orgId, personId } = viewer;
  const settled = [setLocal("org_id", orgId), setLocal("person_id", personId)];
  return inTransaction("app", { first: first ? [...settled, first] : settled }, work);
}

/**
 * The same on the standby, where nothing can be written; `db/standby` says when that may be, and by `signal` when it ends.
 */
export function withViewerOnStandby<T>(
  { orgId, personId }: ViewerIdentity,
  work: (tx: Tx, client: pg.PoolClient) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const first = [setLocal("org_id", orgId), setLocal("person_id", personId)];
  return inTransaction("read", { first, signal }, work);
}

/**
 * The same for a download, on the few connections that only downloads use. A person has one at a time, on all nodes
 * together: another waits for the lock, and throws `BusyFault` when it is not free in two seconds.
 */
export function withDownload<T>(
  viewer: ViewerIdentity,
  work: (tx: Tx, client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const first = [
    setLocal("org_id", viewer.orgId),
    setLocal("person_id", viewer.personId),
    `set local lock_timeout = ${settings.download.timeoutMs}`,
    `select pg_advisory_xact_lock(hashtextextended('twofold download ${viewer.personId}', 0))`,
  ];
  return inTransaction("download", { first }, work);
}

/** The publisher reads closed answers of one organization and writes its published rows. */
export function asPublisher<T>(
  orgId: string,
  work: (tx: Tx, client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  return inTransaction("publisher", { first: [setLocal("org_id", orgId)] }, work);
}

/**
 * Makes the rest of a transaction of the auth role act for a person, once signing in has found out who it is; without a
 * person, for the system.
 */
export async function actAs(
  tx: Tx,
  { orgId, personId }: { orgId: string; personId?: string },
): Promise<void> {
  await tx.execute(
    sql`select set_config('twofold.org_id', ${orgId}, true), set_config('twofold.person_id', ${personId ?? ""}, true)`,
  );
}

/** Sign-in tables, and the one-time binding of a person to a user. */
export function asAuth<T>(work: (tx: Tx, client: pg.PoolClient) => Promise<T>): Promise<T> {
  return inTransaction("auth", { first: [] }, work);
}

/** One statement of the sign-in role outside a transaction: one round trip where `asAuth` takes three. */
export async function queryAsAuth<Row extends Record<string, unknown>>(statement: SQL) {
  return withConnection("auth", async (client) => (await drizzle(client).execute<Row>(statement)).rows);
}

/** Due cycles and waiting mail, over all organizations; no answers, no results. */
export function asWorker<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction("worker", { first: [] }, work);
}

/** The one clock: the database's, with the offset that only demo and test databases accept. */
export async function currentTime(tx: Tx): Promise<Date> {
  const { rows } = await tx.execute<{ now: Date | string }>(sql`select app_now() as now`);
  return new Date(rows[0]!.now);
}

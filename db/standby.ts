import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { type Tx, type ViewerIdentity, withConnection, withViewer, withViewerOnStandby } from "./client";
import { BusyFault, isCancelledByPrimary, isOfServer } from "./fault";

/** For how long a reading waits until the standby has what the primary had when it began. */
const patienceMs = 200;
const lookEveryMs = 5;
/** For how long nobody asks a standby again that could not serve somebody. */
const restMs = 1000;
/**
 * How often a standby that is read from is asked for a sign of life, until nobody has read for a while. An answer that the
 * process itself was too busy to take says nothing of the standby.
 */
const probeEveryMs = 150;
const probeWhileMs = 5000;
const tooBusyMs = 500;

/** Why published rows are read from the primary although a standby is named. */
export type StandbyFault = "no answer" | "too far behind" | "not a standby of this primary";

/** Which server a reading is of. */
export type ReadFrom = "standby" | "primary";

/** Is told when the standby begins to be used, with undefined, and when it can be used no longer, with why. */
export type StandbyObserver = (fault: StandbyFault | undefined) => void;

type Known = {
  state: "untried" | "used" | StandbyFault;
  /** Until when nobody asks, and whether somebody asks, while it is not used. */
  restsUntil: number;
  isAsked: boolean;
  reads: Record<ReadFrom, number>;
  /** Readings that the standby is at, each ended by this. */
  underWay: Set<AbortController>;
  lastReadAt: number;
  isWatched: boolean;
};

// The server's bundles have modules of their own each; what is known of the standby is one.
const kept = globalThis as { twofoldStandby?: Known };
function known(): Known {
  kept.twofoldStandby ??= {
    state: "untried",
    restsUntil: 0,
    isAsked: false,
    reads: { standby: 0, primary: 0 },
    underWay: new Set(),
    lastReadAt: 0,
    isWatched: false,
  };
  return kept.twofoldStandby;
}

/** Whether a standby is named. */
export const hasStandby = () => Boolean(process.env.DATABASE_URL_READ);

/** Whether readings go to the standby, and how many went where since the process began. */
export function standbyUse(): { isUsed: boolean; reads: Readonly<Record<ReadFrom, number>> } {
  const { state, reads } = known();
  return { isUsed: state === "used", reads };
}

class Unusable extends Error {
  constructor(readonly fault: StandbyFault) {
    super(fault);
  }
}

/**
 * Runs a reading of published rows under a person's policies: on the standby of DATABASE_URL_READ if that has everything
 * which was committed on the primary before the reading began, the person's last grant and sign-in among it; else on the
 * primary. A reading that the standby breaks off is done again on the primary, from its beginning; so are all that are
 * under way once the standby fails one, or gives no sign of life.
 */
export async function readAsViewer<T>(
  viewer: ViewerIdentity,
  work: (tx: Tx, from: ReadFrom) => Promise<T>,
  observe: StandbyObserver,
): Promise<T> {
  if (hasStandby() && mayAsk()) {
    try {
      const read = await readOnStandby(viewer, work, observe);
      if (read.done) return read.result;
    } finally {
      known().isAsked = false;
    }
  }
  known().reads.primary += 1;
  return withViewer(viewer, (tx) => work(tx, "primary"));
}

/** One asks a standby that failed, after a rest; the others do not wait for what it finds. */
function mayAsk(): boolean {
  const now = known();
  if (now.state === "used" || now.state === "untried") return true;
  if (now.isAsked || performance.now() < now.restsUntil) return false;
  now.isAsked = true;
  return true;
}

async function readOnStandby<T>(
  viewer: ViewerIdentity,
  work: (tx: Tx, from: ReadFrom) => Promise<T>,
  observe: StandbyObserver,
): Promise<{ done: true; result: T } | { done: false }> {
  const position = await primaryPosition();
  const ending = new AbortController();
  known().underWay.add(ending);
  watch(observe);
  let isWorking = false;
  const reading = withViewerOnStandby(
    viewer,
    async (tx, client) => {
      await untilCaughtUp(client, position);
      note("used", observe);
      isWorking = true;
      const worked = await work(tx, "standby");
      isWorking = false;
      return worked;
    },
    ending.signal,
  );
  try {
    const result = await Promise.race([reading, ended(ending.signal)]);
    known().reads.standby += 1;
    return { done: true, result };
  } catch (error) {
    // What is ended ends by itself later.
    reading.catch(() => {});
    if (ending.signal.aborted || isCancelledByPrimary(error) || isOnlyBusy(error)) return { done: false };
    // What the reading itself throws is its own, unless the server or the connection failed under it.
    if (isWorking && !isOfServer(error)) throw error;
    note(error instanceof Unusable ? error.fault : "no answer", observe);
    return { done: false };
  } finally {
    known().underWay.delete(ending);
  }
}

/** Rejects once a reading is ended. */
function ended(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });
}

/** Whether all connections were in use by others' readings: that nothing comes back any more is the probe's word. */
const isOnlyBusy = (error: unknown) => error instanceof BusyFault && !error.cause && known().state === "used";

function note(state: "used" | StandbyFault, observe: StandbyObserver): void {
  const now = known();
  if (state !== "used") now.restsUntil = performance.now() + restMs;
  // What is behind still answers what it has.
  if (state !== "used" && state !== "too far behind") {
    for (const ending of now.underWay) ending.abort(new Unusable(state));
  }
  if (now.state === state) return;
  now.state = state;
  observe(state === "used" ? undefined : state);
}

/** Asks the standby for a sign of life while it is read from; without one its readings are ended. */
function watch(observe: StandbyObserver): void {
  const now = known();
  now.lastReadAt = performance.now();
  if (now.isWatched) return;
  now.isWatched = true;
  void keepWatch(observe);
}

async function keepWatch(observe: StandbyObserver): Promise<void> {
  const now = known();
  const isRead = () => now.underWay.size > 0 || performance.now() - now.lastReadAt < probeWhileMs;
  while (isRead() && (now.underWay.size > 0 || now.state === "used")) {
    await sleep(probeEveryMs, undefined, { ref: false });
    const asked = performance.now();
    const isAlive = await givesSign();
    if (!isAlive && performance.now() - asked < tooBusyMs) note("no answer", observe);
  }
  now.isWatched = false;
}

const givesSign = () =>
  withConnection("probe", (client) => client.query("select")).then(
    () => true,
    () => false,
  );

/** How far the primary's log is on disk, which everything is that was acknowledged; and which primary it is. */
type Position = { upTo: string; system: string; role: string };

const primaryPosition = () =>
  withConnection("app", async (client) => {
    const { rows } = await client.query<Position>(
      `select pg_current_wal_flush_lsn()::text as "upTo", system_identifier::text as system, current_user as role
       from pg_control_system()`,
    );
    return rows[0]!;
  });

/**
 * Waits until the standby has the primary's log up to a position. In each transaction anew: behind one address there may
 * be several standbys. One that receives nothing may have been left by a primary that is none any more.
 */
async function untilCaughtUp(client: pg.ClientBase, { upTo, system, role }: Position): Promise<void> {
  for (const deadline = performance.now() + patienceMs; ; await sleep(lookEveryMs)) {
    const { rows } = await client.query<{ isStandby: boolean; hasAll: boolean | null }>(
      `select pg_is_in_recovery() and system_identifier::text = $2 and current_user = $3
         and exists (select from pg_stat_wal_receiver) as "isStandby", pg_last_wal_replay_lsn() >= $1::pg_lsn as "hasAll"
       from pg_control_system()`,
      [upTo, system, role],
    );
    const { isStandby, hasAll } = rows[0]!;
    if (!isStandby) throw new Unusable("not a standby of this primary");
    if (hasAll) return;
    if (performance.now() > deadline) throw new Unusable("too far behind");
  }
}

/** How far the standby is behind the primary: bytes of its log, and seconds since what it has was committed. */
export async function standbyLag(): Promise<{ bytes: number; seconds: number }> {
  const { upTo } = await primaryPosition();
  return withConnection("probe", async (client) => {
    const { rows } = await client.query<{ bytes: number; seconds: number }>(
      `select bytes, case when bytes = 0 then 0
         else coalesce(extract(epoch from now() - pg_last_xact_replay_timestamp()), 0) end::float8 as seconds
       from (select greatest(pg_wal_lsn_diff($1::pg_lsn, pg_last_wal_replay_lsn()), 0)::float8 as bytes) behind`,
      [upTo],
    );
    return rows[0]!;
  });
}

import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { median, percentile } from "@/bench/measures";
import { makeRespondents } from "@/bench/submitting/respondents";
import { withClient } from "@/db/setup/create-database";
import type { Differences } from "../stored";
import { type ClusterSite, standbyName } from "./cluster-site";
import { Load } from "./load";
import { Reading } from "./reading";
import { Server } from "./servers";

const peopleOfWriter = 6;
/** As many pages say how long one usually takes. */
const pagesBefore = 10;
const stuckMs = 120_000;

export async function startLoad(site: ClusterSite, writers: number): Promise<Load> {
  return new Load(site.at, await makeRespondents(site, writers * peopleOfWriter), writers);
}

async function until(isReached: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (const deadline = Date.now() + stuckMs; !(await isReached()); await sleep(20)) {
    if (Date.now() > deadline) throw new Error(`After two minutes there was still not: ${what}.`);
  }
}

/** Whether the standby follows, as one that is awaited or not. */
const follows = (primary: Server, state: "sync" | "async") =>
  until(
    () =>
      withClient(primary.adminUrl("postgres"), async (admin) => {
        const { rowCount } = await admin.query(
          "select from pg_stat_replication where state = 'streaming' and application_name = $1 and sync_state = $2",
          [standbyName, state],
        );
        return rowCount === 1;
      }),
    `a standby that follows (${state})`,
  );

type Wanted = { writers: number; seconds: number };

export type WithoutStandby = Differences & {
  failed: number;
  pagesFailed: number;
  /** The slowest page while the standby answered nothing, and after it was killed. */
  slowestPageMs: { stalled: number; killed: number };
  /** Of the page before that. */
  usualMs: number;
  said: string[];
};

/**
 * An asynchronous standby first falls silent, comes back, and then dies, while people submit and a leader reads: nothing
 * may stop.
 */
export async function withoutStandby(
  site: ClusterSite,
  { writers, seconds }: Wanted,
): Promise<WithoutStandby> {
  const load = await startLoad(site, writers);
  const reading = await Reading.start(site);
  const slowestDuring = async (ms: number) => {
    const before = reading.times.length;
    await sleep(ms);
    return Math.round(Math.max(0, ...reading.times.slice(before)));
  };
  await until(() => reading.times.length >= pagesBefore, "the pages of a standby that is there");
  const usualMs = Math.round(median(reading.times));
  site.standby.stall();
  const stalled = await slowestDuring(seconds * 500);
  site.standby.goOn();
  // It is read from again.
  await sleep(3_000);
  site.standby.kill();
  const killed = await slowestDuring(seconds * 1000);
  await reading.stop();
  await load.stop();
  const stored = await load.compare(site.cluster.adminUrl());
  await site.standby.start();
  await follows(site.primary, "async");
  return {
    ...stored,
    failed: load.failed,
    pagesFailed: reading.failed,
    slowestPageMs: { stalled, killed },
    usualMs,
    said: load.said,
  };
}

export type WithoutAwaited = Differences & {
  /** Acknowledged although the only awaited standby was gone. */
  acknowledgedAlone: number;
  refused: number;
  /** Refused other than with "busy", or not at all. */
  refusedOtherwise: number;
  /** From when the standby was back to the next acknowledgement. */
  backSeconds: number;
  said: string[];
};

/** The only standby that commits wait for dies: nothing may be acknowledged until it is back, and nothing be lost. */
export async function withoutAwaited(
  site: ClusterSite,
  { writers, seconds }: Wanted,
): Promise<WithoutAwaited> {
  await site.primary.set("synchronous_standby_names", standbyName);
  await follows(site.primary, "sync");
  const load = await startLoad(site, writers);
  await sleep(2_000);
  site.standby.kill();
  // What was acknowledged before is still on its way.
  await sleep(500);
  const before = load.acknowledged;
  await sleep(seconds * 1000);
  const acknowledgedAlone = load.acknowledged - before;
  const said = [...load.refused];
  await site.standby.start();
  const began = performance.now();
  await until(() => load.acknowledged > before + acknowledgedAlone, "an acknowledgement");
  const backSeconds = secondsSince(began);
  await load.stop();
  const stored = await load.compare(site.cluster.adminUrl());
  const refusedOtherwise = said
    .filter(([what]) => !what.endsWith(" busy"))
    .reduce((sum, [, n]) => sum + n, 0);
  return {
    ...stored,
    acknowledgedAlone,
    refused: load.failed,
    refusedOtherwise,
    backSeconds,
    said: load.said,
  };
}

export type FailedOver = Differences & { acknowledged: number; seconds: number; said: string[] };

/**
 * The primary dies while people submit, and its standby takes its place. `behind` lets the standby, which nobody waits
 * for then, fall behind before that.
 */
export async function failOver(site: ClusterSite, writers: number, behind: boolean): Promise<FailedOver> {
  const { primary, standby, pooler } = site;
  await primary.set("synchronous_standby_names", behind ? "" : standbyName);
  await follows(primary, behind ? "async" : "sync");
  const load = await startLoad(site, writers);
  await sleep(3_000);
  if (behind) {
    await standby.set("primary_conninfo", "");
    await sleep(2_000);
  }
  const killed = performance.now();
  primary.kill();
  standby.promote();
  pooler.pointTo({ primary: standby, standby });
  site.primary = standby;
  await until(() => load.newestSentAt > killed, "an acknowledgement by the new primary");
  const seconds = secondsSince(killed);
  await sleep(1_000);
  await load.stop();
  const stored = await load.compare(standby.adminUrl());
  return { ...stored, acknowledged: load.acknowledged, seconds, said: load.said };
}

/** A new standby of the server that is the primary now. */
export async function replaceStandby(site: ClusterSite): Promise<void> {
  site.standby = await Server.standbyOf(site.primary, path.join(site.folder, "third"), standbyName);
  const { primary, standby, servers } = site;
  servers.push(standby);
  site.pooler.pointTo({ primary, standby });
}

const secondsSince = (began: number) => Math.round((performance.now() - began) / 100) / 10;

/**
 * Samples how far the standby is behind until it is stopped; 99 of 100 times no more than this, in
 * milliseconds and bytes.
 */
export async function watchLag(
  primary: Server,
  during: () => Promise<unknown>,
): Promise<{ ms: number; bytes: number }> {
  const samples: { ms: number; bytes: number }[] = [];
  let going = true;
  const watching = withClient(primary.adminUrl("postgres"), async (admin) => {
    for (; going; await sleep(50)) {
      const { rows } = await admin.query<{ ms: number; bytes: number }>(
        `select coalesce(extract(epoch from replay_lag) * 1000, 0)::float8 as ms,
           pg_wal_lsn_diff(pg_current_wal_flush_lsn(), replay_lsn)::float8 as bytes from pg_stat_replication`,
      );
      samples.push(...rows);
    }
  });
  await during();
  going = false;
  await watching;
  const p99 = (of: "ms" | "bytes") =>
    Math.round(
      percentile(
        samples.map((one) => one[of]),
        0.99,
      ) * 10,
    ) / 10;
  return { ms: p99("ms"), bytes: p99("bytes") };
}

import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { Answering, sum } from "@/bench/submitting/answering";
import { makeRespondents, type Respondent, submit } from "@/bench/submitting/respondents";
import { type Cluster, openCluster } from "@/db/embedded/cluster";
import { withClient } from "@/db/setup/create-database";
import { databaseSettings } from "@/scripts/launch/environment";
import type { Control, Report } from "../report";
import { openSite, type Site } from "../site";
import { compareStored, type Differences } from "../stored";
import type { Setting, Trial } from "../trial";
import { SmallDisk } from "./small-disk";

const parameters = { rounds: 5, writers: 12, fullSeconds: 4 };
const megabytes = 320;
const peopleOfWriter = 4;
const pauseMs = 200;
const backSecondsAtMost = 30;
const stuckMs = 120_000;
/** By then the database is back or lost. */
const afterwardsMs = 10_000;

type Scene = {
  disk: SmallDisk;
  site: Site;
  /** The database as it is reached now: another one where it had to be opened anew. */
  cluster: Cluster;
  isLost(): boolean;
  onLost(): void;
  started: Setting["started"];
  say(line: string): void;
};

/**
 * The disk of the database fills up amid submissions, again and again, until the database can write neither rows nor its
 * log, and is given space again. Each submission must be either acknowledged, and stored, or not acknowledged; and
 * everything must go on by itself, or where the database was lost after a new start. The control keeps
 * answers outside the log, and must lose some.
 */
export const trial: Trial<typeof parameters> = {
  parameters,
  async run({ parameters: { rounds, writers, fullSeconds }, controls, started, say }): Promise<Report> {
    const disk = SmallDisk.make(started, megabytes);
    if (!disk) {
      say("this account may not mount a small file system (it takes root): nothing was tried");
      return { figures: [{ name: "mounted", measured: 0, atLeast: 1 }], never: {}, controls: [] };
    }
    let isLost = false;
    const onLost = () => {
      isLost = true;
    };
    const site = await openSite(started, {
      database: { directory: path.join(disk.directory, "data"), onLost },
    });
    await site.nodes[0]!.start();
    const scene: Scene = { disk, site, cluster: site.cluster, isLost: () => isLost, onLost, started, say };
    const respondents = await makeRespondents(site, writers * peopleOfWriter);
    const load = submitOnAndOn(scene, respondents, writers);
    const backSeconds: number[] = [];
    let reopened = 0;
    for (let round = 1; round <= rounds; round++) {
      await load.acknowledges(writers * 3);
      await fillUp(scene, fullSeconds);
      disk.free();
      const freed = performance.now();
      await load.acknowledges(writers, async () => {
        // The attempt to start it again may have begun while the disk was full.
        if (!isLost) return;
        isLost = false;
        reopened += 1;
        await openAnew(scene);
      });
      backSeconds.push(Math.round((performance.now() - freed) / 100) / 10);
      say(`round ${round} of ${rounds}: ${load.refused()} refused so far, back in ${backSeconds.at(-1)} s`);
    }
    await load.stop();
    const stored = await storedOf(scene, respondents, load.answerings);
    return {
      figures: [
        { name: "rounds", measured: rounds, atLeast: parameters.rounds },
        { name: "acknowledged", measured: sum(load.answerings.map((one) => one.acknowledged)) },
        { name: "refused", measured: load.refused(), atLeast: rounds },
        { name: "backSeconds", measured: Math.max(...backSeconds), atMost: backSecondsAtMost },
        { name: "openedAnew", measured: reopened },
      ],
      never: stored,
      controls: controls ? [await outsideTheLog(scene, { writers, fullSeconds })] : [],
    };
  },
};

/** Fills the disk, and makes the database need space: for its rows and for its log. */
async function fillUp({ disk, cluster, say }: Scene, seconds: number): Promise<void> {
  const end = performance.now() + seconds * 1000;
  disk.fill();
  const client = new pg.Client({ connectionString: cluster.adminUrl() });
  client.on("error", () => {});
  try {
    await client.connect();
    // What was put by for the log is used up.
    for (let n = 0; n < 40; n++) {
      await client.query(
        "select pg_logical_emit_message(false, 'trial', repeat('x', 200000)), pg_switch_wal()",
      );
    }
  } catch (error) {
    say(`the database says: ${(error as Error).message}`);
  } finally {
    await client.end().catch(() => undefined);
  }
  while (performance.now() < end) {
    disk.fill();
    await sleep(pauseMs);
  }
}

/** As an operator starts the product again once there is space. */
async function openAnew(scene: Scene): Promise<void> {
  const directory = path.join(scene.disk.directory, "data");
  const cluster = await openCluster({ directory, onLost: scene.onLost });
  scene.started.add(() => cluster.stop());
  scene.cluster = cluster;
  const node = scene.site.nodes[0]!;
  await node.stop();
  await node.start(databaseSettings(cluster.urls));
}

async function storedOf(
  { cluster }: Scene,
  respondents: readonly Respondent[],
  answerings: readonly Answering[],
): Promise<Differences> {
  const told = new Map(respondents.map(({ duoId }, n) => [duoId, answerings[n]!]));
  const stored = await withClient(cluster.adminUrl(), (admin) => compareStored(admin, told));
  const of = (name: "lost" | "doubled") => sum(answerings.map((one) => one[name])) + stored[name];
  return { lost: of("lost"), doubled: of("doubled"), damaged: stored.damaged };
}

/** Submits again and again; what was not acknowledged is counted and sent again under its key. */
function submitOnAndOn({ site }: Scene, respondents: readonly Respondent[], writers: number) {
  const answerings = respondents.map(() => new Answering());
  let going = true;
  let abandoned = false;
  let refused = 0;
  const write = async (writer: number) => {
    for (let n = writer; going; n = (n + writers) % respondents.length) {
      const answering = answerings[n]!;
      const submission = answering.next();
      while (!abandoned) {
        const answer = await submit(site.nodes[0]!, respondents[n]!, submission).catch(() => undefined);
        if (answer && answering.take(submission, answer.outcome)) break;
        refused += 1;
        await sleep(pauseMs);
      }
    }
  };
  const ended = Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
  const acknowledged = () => sum(answerings.map((one) => one.acknowledged));
  return {
    answerings,
    refused: () => refused,
    /** Waits until this many more are acknowledged, and does what is to be done meanwhile. */
    async acknowledges(more: number, meanwhile = async () => {}) {
      const wanted = acknowledged() + more;
      for (const deadline = Date.now() + stuckMs; acknowledged() < wanted; await sleep(50)) {
        await meanwhile();
        if (Date.now() > deadline) throw new Error("Nothing was acknowledged for two minutes.");
      }
    },
    /**
     * Ends once everything that was sent is acknowledged, or without that where it is not known any more what
     * became of it.
     */
    async stop({ abandon = false } = {}) {
      going = false;
      abandoned = abandon;
      await ended;
    },
  };
}

type Size = { writers: number; fullSeconds: number };

/** Once more, with a table of answers that is not in the database's log. */
async function outsideTheLog(scene: Scene, { writers, fullSeconds }: Size): Promise<Control> {
  await withClient(scene.cluster.adminUrl(), async (admin) => {
    await admin.query("alter table response_parts set unlogged");
  });
  const respondents = await makeRespondents({ cluster: scene.cluster }, writers * peopleOfWriter);
  const load = submitOnAndOn(scene, respondents, writers);
  await load.acknowledges(writers);
  await fillUp(scene, fullSeconds);
  await load.stop({ abandon: true });
  scene.disk.free();
  await sleep(afterwardsMs);
  if (scene.isLost()) {
    const cluster = await openCluster({ directory: path.join(scene.disk.directory, "data") });
    scene.started.add(() => cluster.stop());
    scene.cluster = cluster;
  }
  const { lost, damaged } = await storedOf(scene, respondents, load.answerings);
  return { name: "answers outside the log are gone", found: lost + damaged };
}

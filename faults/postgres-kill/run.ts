import { setTimeout as sleep } from "node:timers/promises";
import { Answering, sum } from "@/bench/submitting/answering";
import { makeRespondents, type Respondent, submitUntilAnswered } from "@/bench/submitting/respondents";
import { withClient } from "@/db/setup/create-database";
import { killDatabase } from "../database-process";
import { openSite, type Site } from "../site";
import { compareStored, type Differences } from "../stored";
import type { Setting, Trial } from "../trial";

const parameters = { rounds: 10, acknowledged: 50_000, writers: 50 };
/** Each submits for several people in turn, so that nobody reaches the limit of changes by one person. */
const peopleOfWriter = 6;
const stuckMs = 120_000;
const backSecondsAtMost = 30;
/** Enough for the control: what it loses is what the last fraction of a second before a kill acknowledged. */
const ofControl = { rounds: 3, acknowledged: 3_000 };

type Load = {
  answerings: readonly Answering[];
  acknowledged(): number;
  /** When the newest of the acknowledged submissions was sent. */
  newestSentAt(): number;
  stop(): Promise<void>;
};
type Outcome = Differences & { acknowledged: number; backSeconds: number[] };

/**
 * Many people submit at once while the database's server is killed again and again. Every acknowledged submission must be
 * there afterwards. The control commits without waiting for the disk, which must lose some: otherwise the kills come at
 * moments in which nothing could be lost.
 */
export const trial: Trial<typeof parameters> = {
  parameters,
  async run({ parameters: { rounds, acknowledged, writers }, controls, started, say }) {
    const site = await openSite(started);
    await site.nodes[0]!.start();
    const wanted = { rounds, acknowledged, writers, say };
    const { backSeconds, ...found } = await killAgainAndAgain(site, wanted);
    const { lost, doubled, damaged } = found;
    const report = {
      figures: [
        { name: "acknowledged", measured: found.acknowledged, atLeast: parameters.acknowledged },
        { name: "kills", measured: backSeconds.length, atLeast: parameters.rounds },
        { name: "backSeconds", measured: Math.max(...backSeconds), atMost: backSecondsAtMost },
      ],
      never: { lost, doubled, damaged },
      controls: [],
    };
    if (!controls) return report;
    await commitWithoutWaiting(site);
    const control = await killAgainAndAgain(site, { ...ofControl, writers, say });
    return { ...report, controls: [{ name: "synchronous_commit = off loses", found: control.lost }] };
  },
};

type Wanted = { rounds: number; acknowledged: number; writers: number; say: Setting["say"] };

async function killAgainAndAgain(
  site: Site,
  { rounds, acknowledged, writers, say }: Wanted,
): Promise<Outcome> {
  const respondents = await makeRespondents(site, writers * peopleOfWriter);
  const load = submitOnAndOn(site, respondents, writers);
  const backSeconds: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    await until(load, () => load.acknowledged() >= (acknowledged * round) / rounds);
    killDatabase(site.cluster);
    const killed = performance.now();
    // Answers to what was committed just before are still on their way.
    await until(load, () => load.newestSentAt() > killed);
    backSeconds.push(Math.round((performance.now() - killed) / 100) / 10);
    say(
      `kill ${round} of ${rounds} after ${load.acknowledged()} submissions, back in ${backSeconds.at(-1)} s`,
    );
  }
  await load.stop();
  const told = new Map(respondents.map(({ duoId }, n) => [duoId, load.answerings[n]!]));
  const stored = await withClient(site.cluster.adminUrl(), (admin) => compareStored(admin, told));
  const of = (name: "lost" | "doubled") => sum(load.answerings.map((one) => one[name])) + stored[name];
  return {
    acknowledged: load.acknowledged(),
    lost: of("lost"),
    doubled: of("doubled"),
    damaged: stored.damaged,
    backSeconds,
  };
}

async function until(load: Load, isReached: () => boolean): Promise<void> {
  let [known, since] = [load.acknowledged(), Date.now()];
  while (!isReached()) {
    await sleep(10);
    if (load.acknowledged() > known) [known, since] = [load.acknowledged(), Date.now()];
    if (Date.now() - since > stuckMs) throw new Error("No submission was acknowledged for two minutes.");
  }
}

/** Each writer submits for the people that are theirs, one after another, and again under the same key until answered. */
function submitOnAndOn({ nodes }: Site, respondents: readonly Respondent[], writers: number): Load {
  const answerings = respondents.map(() => new Answering());
  let going = true;
  let newestSentAt = 0;
  const write = async (writer: number) => {
    for (let n = writer; going; n = (n + writers) % respondents.length) {
      const answering = answerings[n]!;
      const sentAt = await submitUntilAnswered(nodes[0]!, respondents[n]!, {
        answering,
        submission: answering.next(),
      });
      newestSentAt = Math.max(newestSentAt, sentAt);
    }
  };
  const ended = Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
  return {
    answerings,
    acknowledged: () => sum(answerings.map((one) => one.acknowledged)),
    newestSentAt: () => newestSentAt,
    async stop() {
      going = false;
      await ended;
    },
  };
}

/** For new sessions of the app's role; a server that was started with it would not let the app start. */
async function commitWithoutWaiting({ cluster }: Site): Promise<void> {
  await withClient(cluster.adminUrl(), async (admin) => {
    await admin.query("alter role twofold_app set synchronous_commit = off");
    await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'twofold_app'");
  });
}

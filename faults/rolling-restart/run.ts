import { setTimeout as sleep } from "node:timers/promises";
import { percentile } from "@/bench/measures";
import { Answering, sum } from "@/bench/submitting/answering";
import { ask } from "@/bench/submitting/requests";
import { type At, makeRespondents, type Respondent, submit } from "@/bench/submitting/respondents";
import { freePort } from "@/db/embedded/server";
import { withClient } from "@/db/setup/create-database";
import { type Node, openSite } from "../site";
import { compareStored } from "../stored";
import type { Trial } from "../trial";
import { type Balancer, balancer } from "./balancer";

const parameters = { restarts: 10, writers: 6 };
const peopleOfWriter = 4;
const pauseMs = 200;
const drainSecondsAtMost = 25;

type Load = { answerings: readonly Answering[]; failed: string[]; times: number[]; stop(): Promise<void> };

/**
 * Two nodes behind a balancer are restarted in turn while people submit, as an upgrade does it. No submission may fail,
 * though nobody sends one twice. The control kills the nodes in place of stopping them: some must fail.
 */
export const trial: Trial<typeof parameters> = {
  parameters,
  async run({ parameters: { restarts, writers }, controls, started, say }) {
    const port = await freePort();
    const at = { port, origin: `http://localhost:${port}` };
    const site = await openSite(started, {
      nodes: 2,
      settings: async () => ({ AUTH_URL: at.origin, STOP_GRACE_SECONDS: "2" }),
    });
    for (const node of site.nodes) await node.start();
    const proxy = await balancer(site.nodes, port);
    started.add(() => proxy.close());
    const respondents = await makeRespondents(site, writers * peopleOfWriter);
    const load = submitOnAndOn(at, respondents, writers);
    const drains: Drain[] = [];
    for (let n = 0; n < restarts; n++) {
      drains.push(await restart(site.nodes[n % site.nodes.length]!, proxy));
      say(
        `restart ${n + 1} of ${restarts}: stopped in ${drains[n]!.seconds} s, ${load.failed.length} failed`,
      );
    }
    await load.stop();
    const { closed } = proxy;
    for (const reason of new Set(load.failed)) say(`failed: ${reason}`);
    const told = new Map(respondents.map(({ duoId }, n) => [duoId, load.answerings[n]!]));
    const stored = await withClient(site.cluster.adminUrl(), (admin) => compareStored(admin, told));
    const of = (name: "lost" | "doubled") => sum(load.answerings.map((one) => one[name])) + stored[name];
    const report = {
      figures: [
        { name: "restarts", measured: drains.length, atLeast: parameters.restarts },
        { name: "submitted", measured: sum(load.answerings.map((one) => one.acknowledged)) },
        { name: "failed", measured: load.failed.length, atMost: 0 },
        { name: "closedPorts", measured: closed, atMost: 0 },
        { name: "p99Ms", measured: Math.round(percentile(load.times, 0.99)) },
        {
          name: "drainSeconds",
          measured: Math.max(...drains.map(({ seconds }) => seconds)),
          atMost: drainSecondsAtMost,
        },
      ],
      never: {
        lost: of("lost"),
        doubled: of("doubled"),
        damaged: stored.damaged,
        unannounced: drains.filter((one) => !one.saidNotReady).length,
      },
      controls: [],
    };
    if (!controls) return report;
    const others = submitOnAndOn(at, await makeRespondents(site, writers * peopleOfWriter), writers);
    for (const node of site.nodes) {
      await sleep(1_000);
      await node.kill();
      await node.start();
    }
    await others.stop();
    return { ...report, controls: [{ name: "killed nodes fail submissions", found: others.failed.length }] };
  },
};

type Drain = { seconds: number; saidNotReady: boolean };

/**
 * Stops a node and starts it again, until the balancer sends to it; how long it took to stop, and whether it answered
 * meanwhile that it is not ready.
 */
async function restart(node: Node, proxy: Balancer): Promise<Drain> {
  const began = performance.now();
  let isStopped = false;
  let saidNotReady = false;
  const stopping = node.stop().then(() => {
    isStopped = true;
  });
  while (!isStopped) {
    const answer = await ask(`${node.origin}/api/health/ready`).catch(() => undefined);
    if (answer?.status === 503) saidNotReady = true;
    await sleep(20);
  }
  await stopping;
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  await node.start();
  while (!proxy.sendsTo(node)) await sleep(20);
  return { seconds, saidNotReady };
}

/** Submits again and again. What failed is sent again under its key, and counted. */
function submitOnAndOn(at: At, respondents: readonly Respondent[], writers: number): Load {
  const answerings = respondents.map(() => new Answering());
  const failed: string[] = [];
  const times: number[] = [];
  let going = true;
  const write = async (writer: number) => {
    for (let n = writer; going; n = (n + writers) % respondents.length) {
      const answering = answerings[n]!;
      const submission = answering.next();
      for (;;) {
        const answer = await submit(at, respondents[n]!, submission).catch((error: Error) => error);
        if (!(answer instanceof Error) && answering.take(submission, answer.outcome)) {
          times.push(answer.ms);
          break;
        }
        failed.push(answer instanceof Error ? answer.message : `status ${answer.status}`);
        await sleep(pauseMs);
      }
    }
  };
  const ended = Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
  return {
    answerings,
    failed,
    times,
    async stop() {
      going = false;
      await ended;
    },
  };
}

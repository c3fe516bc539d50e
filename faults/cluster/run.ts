import { round } from "@/bench/measures";
import type { Control } from "../report";
import type { Setting, Trial } from "../trial";
import { acrossNodes } from "./across-nodes";
import { type ClusterSite, metricsToken, openClusterSite } from "./cluster-site";
import { failOver, replaceStandby, startLoad, watchLag, withoutAwaited, withoutStandby } from "./failures";
import { measure } from "./load";
import { Reading, readingsOfStandby } from "./reading";

const parameters = { writers: 12, seconds: 12, mails: 40 };
const limits = { fallbackMs: 1_000, failoverSeconds: 30, workerStopSeconds: 25 };

/**
 * Two app nodes behind a balancer, a worker, PgBouncer, a primary and a streaming standby, as docs/scaling.md sets them
 * up. What the nodes must agree on; the standby's death, with nobody and with everybody waiting for it; and the primary's
 * death, after which the standby takes its place. The control lets the standby fall behind before that: some
 * acknowledged submissions must be lost.
 */
export const trial: Trial<typeof parameters> = {
  parameters,
  async run({ parameters: { writers, seconds, mails }, controls, started, say }) {
    const site = await openClusterSite(started);
    const across = await acrossNodes(site, mails);
    say(`nodes agree: ${JSON.stringify(across)}`);
    const rates = await measureRates(site, { writers, seconds, say });
    const alone = await withoutStandby(site, { writers, seconds });
    say(`without its standby: ${JSON.stringify(alone)}`);
    const awaited = await withoutAwaited(site, { writers, seconds });
    say(`without the standby that is awaited: ${JSON.stringify(awaited)}`);
    const over = await failOver(site, writers, false);
    say(`failed over: ${JSON.stringify(over)}`);
    const all = [alone, awaited, over];
    const sumOf = (name: "lost" | "doubled" | "damaged") => all.reduce((sum, one) => sum + one[name], 0);
    return {
      figures: [
        ...rates,
        { name: "mailSeconds", measured: across.mailSeconds },
        {
          name: "workerStopSeconds",
          measured: across.workerStopSeconds,
          atMost: limits.workerStopSeconds,
        },
        { name: "failedWithoutStandby", measured: alone.failed + alone.pagesFailed, atMost: 0 },
        { name: "usualPageMs", measured: alone.usualMs },
        ...Object.entries(alone.slowestPageMs).map(([when, slowest]) => ({
          name: `${when}FallbackMs`,
          measured: slowest - alone.usualMs,
          atMost: limits.fallbackMs,
        })),
        { name: "refusedWithoutAwaited", measured: awaited.refused, atLeast: 1 },
        { name: "refusedOtherwise", measured: awaited.refusedOtherwise, atMost: 0 },
        { name: "backSeconds", measured: awaited.backSeconds },
        { name: "acknowledged", measured: over.acknowledged, atLeast: 1 },
        { name: "failoverSeconds", measured: over.seconds, atMost: limits.failoverSeconds },
      ],
      never: {
        lost: sumOf("lost"),
        doubled: sumOf("doubled"),
        damaged: sumOf("damaged"),
        sessionsWrong: across.sessionsWrong,
        limitWrong: across.limitWrong,
        mailsWrong: across.mailsWrong,
        jobsHeld: across.jobsHeld,
        acknowledgedAlone: awaited.acknowledgedAlone,
      },
      controls: controls ? [await lagging(site, writers)] : [],
    };
  },
};

type Wanted = { writers: number; seconds: number; say: Setting["say"] };

/** Submissions a second with one node and with both, how far the standby is behind meanwhile, and what is read from it. */
async function measureRates(site: ClusterSite, { writers, seconds, say }: Wanted) {
  const warmUp = await startLoad(site, writers);
  await measure(warmUp, seconds / 2);
  await warmUp.stop();
  const rate = async () => {
    const load = await startLoad(site, writers);
    const measured = await measure(load, seconds);
    await load.stop();
    return round(measured, 1);
  };
  const reading = await Reading.start(site);
  let both = 0;
  const lag = await watchLag(site.primary, async () => {
    both = await rate();
  });
  await reading.stop();
  const fromStandby = await readingsOfStandby(site.nodes, metricsToken);
  const [, second] = site.nodes;
  await second!.stop();
  const one = await rate();
  await second!.start();
  say(`${one} submissions a second by one node, ${both} by two; the standby ${JSON.stringify(lag)} behind`);
  return [
    { name: "oneNodePerSecond", measured: one },
    { name: "twoNodesPerSecond", measured: both },
    { name: "lagP99Ms", measured: lag.ms },
    { name: "lagP99Bytes", measured: lag.bytes },
    { name: "pages", measured: reading.times.length, atLeast: 1 },
    { name: "readFromStandby", measured: fromStandby, atLeast: 1 },
  ];
}

/** The same failover to a standby that nobody waited for and that was behind. */
async function lagging(site: ClusterSite, writers: number): Promise<Control> {
  await replaceStandby(site);
  const { lost } = await failOver(site, writers, true);
  return { name: "a standby that is behind and not awaited loses", found: lost };
}

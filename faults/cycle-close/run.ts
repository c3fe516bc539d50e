import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { percentile, round } from "@/bench/measures";
import { Answering, sum } from "@/bench/submitting/answering";
import { makeRespondents, type Respondent, submit } from "@/bench/submitting/respondents";
import type { Control } from "../report";
import { openSite, type Site } from "../site";
import { compareStored } from "../stored";
import type { Trial } from "../trial";
import { findPeak, overload } from "./overload";

const parameters = { people: 500, seconds: 60, overloadSeconds: 10 };
/** This share of the people submits within two seconds of the close, the others at any time. */
const lastMinuteShare = 0.3;
const retryMs = 200;
const patienceMs = 60_000;
const limits = { p99Ms: 3_000, refusedMs: 500, goodput: 0.8 };

type Became = "acknowledged" | "refused" | "unanswered";
type Attempt = { answering: Answering; became: Became; ms: number };

/**
 * People submit through two nodes while their cycle closes: half of the time before its end, half after. Each must be
 * either acknowledged, and stored, or told that the cycle is closed, and not stored. Then, in a cycle that stays open,
 * three times as many submissions arrive as the nodes can take: what is beyond must be refused at once, with the time
 * after which to try again. The control sends as many to nodes that work at all of them: some must wait too long.
 */
export const trial: Trial<typeof parameters> = {
  parameters,
  async run({ parameters: { people, seconds, overloadSeconds }, controls, started, say }) {
    const site = await openSite(started, { nodes: 2 });
    for (const node of site.nodes) await node.start();
    const admin = new pg.Client({ connectionString: site.cluster.adminUrl() });
    await admin.connect();
    started.add(() => admin.end());
    await warmUp(site);
    const respondents = await makeRespondents(site, people);
    const attempts = await submitAcrossClose({ site, admin, respondents, seconds });
    const count = (became: Became) => attempts.filter((one) => one.became === became).length;
    say(`${count("acknowledged")} acknowledged, ${count("refused")} refused`);
    const told = new Map(respondents.map(({ duoId }, n) => [duoId, attempts[n]!.answering]));
    const stored = await compareStored(admin, told);
    const late = await countLate(admin, respondents[0]!.cycleId);
    const p99Ms = Math.round(
      percentile(
        attempts.map(({ ms }) => ms),
        0.99,
      ),
    );
    const peakPerSecond = await findPeak(site, overloadSeconds);
    const load = { seconds: overloadSeconds, peakPerSecond, say };
    const beyond = await overload(site, load);
    return {
      figures: [
        { name: "people", measured: people, atLeast: parameters.people },
        { name: "acknowledged", measured: count("acknowledged"), atLeast: 1 },
        { name: "refused", measured: count("refused"), atLeast: 1 },
        { name: "p99Ms", measured: p99Ms, atMost: limits.p99Ms },
        { name: "peakPerSecond", measured: round(peakPerSecond, 1) },
        { name: "offeredPerSecond", measured: beyond.offeredPerSecond },
        { name: "goodputShare", measured: beyond.goodputShare, atLeast: limits.goodput },
        { name: "turnedAway", measured: beyond.turnedAway, atLeast: 1 },
        ...(beyond.turnedAwayP99Ms === undefined
          ? []
          : [{ name: "turnedAwayP99Ms", measured: beyond.turnedAwayP99Ms, atMost: limits.refusedMs }]),
        { name: "acknowledgedP99Ms", measured: beyond.acknowledgedP99Ms, atMost: limits.p99Ms },
        { name: "keptWaiting", measured: beyond.keptWaiting, atMost: 0 },
      ],
      never: {
        lost: stored.lost + beyond.lost,
        doubled: stored.doubled + beyond.doubled + sum(attempts.map(({ answering }) => answering.doubled)),
        damaged: stored.damaged + beyond.damaged,
        late,
        unanswered: count("unanswered"),
      },
      controls: controls ? [await withoutLimit(site, load)] : [],
    };
  },
};

/** The same load on nodes that turn nothing away. */
async function withoutLimit(site: Site, load: Parameters<typeof overload>[1]): Promise<Control> {
  for (const node of site.nodes) {
    await node.stop();
    await node.start({ REQUESTS_AT_ONCE: "10000" });
  }
  await warmUp(site);
  const { keptWaiting } = await overload(site, load);
  return { name: "nodes that turn nothing away keep people waiting", found: keptWaiting };
}

/** The first requests of a process compile what they run. */
async function warmUp(site: Site): Promise<void> {
  const respondents = await makeRespondents(site, 20);
  for (const [n, one] of respondents.entries()) {
    await submit(site.nodes[n % site.nodes.length]!, one, new Answering().next());
  }
}

type Close = { site: Site; admin: pg.Client; respondents: readonly Respondent[]; seconds: number };

async function submitAcrossClose({ site, admin, respondents, seconds }: Close): Promise<Attempt[]> {
  const closesAt = Date.now() + (seconds * 1000) / 2;
  await admin.query("set session_replication_role = replica");
  await admin.query("update cycles set closes_at = to_timestamp($1) where id = $2", [
    closesAt / 1000,
    respondents[0]!.cycleId,
  ]);
  await admin.query("set session_replication_role = origin");
  const attempts = respondents.map((one, n) => {
    const isLastMinute = n < respondents.length * lastMinuteShare;
    const offset = (Math.random() - 0.5) * (isLastMinute ? 4_000 : seconds * 1000);
    return submitAt(closesAt + offset, site.nodes[n % site.nodes.length]!, one);
  });
  await sleep(closesAt - Date.now());
  // The job of each minute may be up to a minute away: several nodes at once take up these.
  await admin.query("select graphile_worker.add_job('close-cycles', '{}'::json) from generate_series(1, 4)");
  return Promise.all(attempts);
}

/** Submits at a moment, and again under the same key until it is acknowledged or refused for good. */
async function submitAt(at: number, node: Site["nodes"][number], respondent: Respondent): Promise<Attempt> {
  await sleep(Math.max(0, at - Date.now()));
  const answering = new Answering();
  const submission = answering.next();
  const began = performance.now();
  const ended = (became: Became) => ({ answering, became, ms: performance.now() - began });
  while (performance.now() - began < patienceMs) {
    const outcome = await submit(node, respondent, submission).then(
      (answer) => answer.outcome,
      () => undefined,
    );
    if (outcome && answering.take(submission, outcome)) return ended("acknowledged");
    if (outcome?.kind === "closed") return ended("refused");
    await sleep(retryMs);
  }
  return ended("unanswered");
}

/** Submissions that were stored after the cycle's end. */
async function countLate(admin: pg.Client, cycleId: string): Promise<number> {
  const { rows } = await admin.query<{ late: number }>(
    `select count(*)::int as late from responses r join cycles c on c.org_id = r.org_id and c.id = r.cycle_id
     where c.id = $1 and r.submitted_at >= c.closes_at`,
    [cycleId],
  );
  return rows[0]!.late;
}

import { setTimeout as sleep } from "node:timers/promises";
import { percentile, round } from "@/bench/measures";
import { Answering } from "@/bench/submitting/answering";
import { makeRespondents, type Respondent, submit } from "@/bench/submitting/respondents";
import { withClient } from "@/db/setup/create-database";
import type { Site } from "../site";
import { compareStored, type Differences } from "../stored";

const peakAtOnce = 16;
const timesPeak = 3;
/** As nothing waits longer than that for an answer, all are answered. */
const mostPerSecond = 400;
const patienceMs = 3_000;

export type Overload = Differences & {
  offeredPerSecond: number;
  /** Acknowledged submissions a second under the overload, as a share of the peak. */
  goodputShare: number;
  /** Refused with 503 and the time after which to try again. */
  turnedAway: number;
  /** Undefined where none was. */
  turnedAwayP99Ms: number | undefined;
  /** The time to an acknowledgement, which 99 of 100 did not exceed. */
  acknowledgedP99Ms: number;
  /** Submissions that got no answer for longer than anybody should wait, or none at all. */
  keptWaiting: number;
};

type Wanted = { seconds: number; peakPerSecond: number; say: (line: string) => void };

/** What becomes of three times as many submissions a second as the nodes can take. */
export async function overload(site: Site, { seconds, peakPerSecond, say }: Wanted): Promise<Overload> {
  const offeredPerSecond = Math.min(mostPerSecond, Math.ceil(timesPeak * peakPerSecond));
  say(`${round(peakPerSecond, 1)} submissions a second at most; ${offeredPerSecond} a second now`);
  const respondents = await makeRespondents(site, offeredPerSecond * seconds);
  const began = performance.now();
  const answered = respondents.map(async (one, n) => {
    await sleep((n * 1000) / offeredPerSecond);
    return send(site, one, n);
  });
  const all = await Promise.all(answered);
  const acknowledged = all.filter(({ revision }) => revision > 0);
  const turnedAway = all.filter(({ status, retryAfter }) => status === 503 && Number(retryAfter) > 0);
  const took = (performance.now() - began) / 1000;
  // Of what was answered in another way it is not known whether it was stored.
  const told = new Map([...acknowledged, ...turnedAway].map(({ duoId, answering }) => [duoId, answering]));
  const stored = await withClient(site.cluster.adminUrl(), (admin) => compareStored(admin, told));
  return {
    ...stored,
    offeredPerSecond,
    goodputShare: round(acknowledged.length / took / peakPerSecond),
    turnedAway: turnedAway.length,
    turnedAwayP99Ms: turnedAway.length > 0 ? p99(turnedAway) : undefined,
    acknowledgedP99Ms: acknowledged.length > 0 ? p99(acknowledged) : 0,
    keptWaiting: all.filter(({ status, ms }) => status === 0 || ms > patienceMs).length,
  };
}

const p99 = (answers: readonly { ms: number }[]) =>
  Math.round(
    percentile(
      answers.map(({ ms }) => ms),
      0.99,
    ),
  );

async function send(site: Site, respondent: Respondent, n: number) {
  const answering = new Answering();
  const submission = answering.next();
  const answer = await submit(site.nodes[n % site.nodes.length]!, respondent, submission).catch(
    () => undefined,
  );
  if (answer) answering.take(submission, answer.outcome);
  const { status = 0, retryAfter, ms = 0 } = answer ?? {};
  return { duoId: respondent.duoId, answering, revision: answering.revision, status, retryAfter, ms };
}

/** Submissions a second while a few people submit one after another. */
export async function findPeak(site: Site, seconds: number): Promise<number> {
  const respondents = await makeRespondents(site, mostPerSecond);
  const end = performance.now() + seconds * 1000;
  const began = performance.now();
  let next = 0;
  let acknowledged = 0;
  const work = async () => {
    while (performance.now() < end && next < respondents.length) {
      const n = next++;
      if ((await send(site, respondents[n]!, n)).revision > 0) acknowledged += 1;
    }
  };
  await Promise.all(Array.from({ length: peakAtOnce }, work));
  return acknowledged / ((performance.now() - began) / 1000);
}

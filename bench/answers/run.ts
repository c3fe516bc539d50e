import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { withClient } from "@/db/setup/create-database";
import { promiseVersion } from "@/lib/domain/cycles";
import type { Answers } from "@/lib/instrument/answers";
import { evenAnswers } from "@/testkit/factories/answers";
import { sessionCookieName } from "@/testkit/factories/organization";
import { median, round } from "../measures";
import { type Site, withSite } from "../served";
import { Answering } from "../submitting/answering";
import { ask } from "../submitting/requests";
import {
  makeRespondents,
  type Respondent,
  sendAnswers,
  submit,
  submitNothing,
} from "../submitting/respondents";

/** As many requests under way as a process of one core is busy with. */
const atOnce = 8;
const pairs = 7;
const perRound = 60;
const journeys = 200;
const autosaved = 40;

/**
 * What respondents ask of the production server: a submission against the same request that stores nothing, in
 * interleaved pairs; whole journeys, the survey's page and its submission; and journeys whose every answer is saved as it
 * is given. Answers are encrypted and every transaction waits for the disk, as in production.
 */
export function run(): Promise<void> {
  const fill = (cluster: Site["cluster"]) =>
    makeRespondents({ cluster }, (pairs + 1) * perRound + journeys + autosaved);
  return withSite(fill, async (site, people) => {
    const waiting = [...people];
    const next = (count: number) => waiting.splice(0, count);
    await pair(site, next(perRound));
    const measured = [];
    for (let n = 0; n < pairs; n++) measured.push(await pair(site, next(perRound)));
    const journeysPerSecond = await perSecond(next(journeys), (one) => journey(site, one, 0));
    const answers = Object.keys(evenAnswers(3)).length;
    const autosavedPerSecond = await perSecond(next(autosaved), (one) => journey(site, one, answers));
    const ratios = measured.map(({ submitted, nothing }) => submitted / nothing);
    console.table({
      "ms of the server's processor for a submission": round(
        median(measured.map(({ submitMs }) => submitMs)),
        1,
      ),
      "the same, of one that stores nothing": round(median(measured.map(({ nothingMs }) => nothingMs)), 1),
      "transactions of a submission": round(median(measured.map(({ transactions }) => transactions)), 1),
      "submissions a second": round(median(measured.map(({ submitted }) => submitted)), 1),
      "the same, storing nothing": round(median(measured.map(({ nothing }) => nothing)), 1),
      "journeys a second": round(journeysPerSecond, 1),
      [`with ${answers} answers saved one by one`]: round(autosavedPerSecond, 1),
    });
    console.log(
      JSON.stringify({
        submitRatio: round(median(ratios)),
        journeysPerSecond: round(journeysPerSecond, 1),
        autosavedPerSecond: round(autosavedPerSecond, 1),
      }),
    );
  });
}

async function pair(site: Site, people: readonly Respondent[]) {
  const cpu = [site.cpuMs()];
  const nothing = await perSecond(people, (one) => submitNothing(site, one));
  cpu.push(site.cpuMs());
  const before = await transactionsOf(site);
  const submitted = await perSecond(people, (one) => submitAll(site, one, 0));
  cpu.push(site.cpuMs());
  const transactions = ((await transactionsOf(site)) - before) / people.length;
  const [start, middle, end] = cpu as [number, number, number];
  return {
    nothing,
    submitted,
    nothingMs: (middle - start) / people.length,
    submitMs: (end - middle) / people.length,
    transactions,
  };
}

/** Transactions that the database has committed so far; sessions report theirs within a second. */
async function transactionsOf({ cluster }: Site): Promise<number> {
  await sleep(1_200);
  return withClient(cluster.adminUrl(), async (admin) => {
    const { rows } = await admin.query<{ count: number }>(
      "select xact_commit::int as count from pg_stat_database where datname = current_database()",
    );
    return rows[0]!.count;
  });
}

/** How many people a second are done with something, several at once. */
async function perSecond(
  people: readonly Respondent[],
  work: (one: Respondent) => Promise<void>,
): Promise<number> {
  const waiting = [...people];
  const began = performance.now();
  const lane = async () => {
    for (let one = waiting.pop(); one; one = waiting.pop()) await work(one);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return (people.length * 1000) / (performance.now() - began);
}

async function submitAll(site: Site, one: Respondent, revision: number): Promise<void> {
  const { outcome } = await submit(site, one, { ...new Answering().next(), revision });
  if (outcome.kind !== "submitted") throw new Error(`A submission was answered with ${outcome.kind}.`);
}

/** The survey's page, its first `saves` answers saved one after another, and the submission. */
async function journey(site: Site, one: Respondent, saves: number): Promise<void> {
  const cookie = `${sessionCookieName(site.port)}=${one.session}`;
  const page = await ask(`${site.origin}/survey/${one.cycleId}/${one.duoId}`, { headers: { cookie } });
  if (page.status !== 200) throw new Error(`The survey's page answered ${page.status}.`);
  const answers = Object.entries(evenAnswers(3));
  let revision = 0;
  for (let n = 1; n <= saves; n++) {
    revision = await save(site, one, { revision, answers: Object.fromEntries(answers.slice(0, n)) });
  }
  await submitAll(site, one, revision);
}

async function save(
  site: Site,
  one: Respondent,
  draft: { revision: number; answers: Answers },
): Promise<number> {
  const body = { ...draft, promiseVersion, key: randomUUID() };
  const { status, text } = await sendAnswers(site, one, { what: "draft", body });
  if (status !== 200) throw new Error(`A save was answered with ${status}: ${text.slice(0, 200)}`);
  return (JSON.parse(text) as { revision: number }).revision;
}

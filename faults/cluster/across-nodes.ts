import { setTimeout as sleep } from "node:timers/promises";
import { ask } from "@/bench/submitting/requests";
import { makeRespondents, type Respondent, sendAnswers } from "@/bench/submitting/respondents";
import { withClient } from "@/db/setup/create-database";
import { createOrganization, sessionCookieName } from "@/testkit/factories/organization";
import type { Node } from "../site";
import type { ClusterSite } from "./cluster-site";

/** Changes that one person may make in five minutes (`server/http/rate-limit`), and how many are tried. */
const allowed = 600;
const tried = 640;
const atOnce = 8;
const mailPatienceMs = 90_000;

export type AcrossNodes = {
  /** Nodes that did not take a session, or took one that had ended. */
  sessionsWrong: number;
  /** By how many the changes of one person that were let through differ from those allowed. */
  limitWrong: number;
  /** Mails that were sent never or twice. */
  mailsWrong: number;
  /** Jobs that nobody else may take after the worker was asked to end amid them and ended. */
  jobsHeld: number;
  /** Until the last of the mails was sent. */
  mailSeconds: number;
  /** Until the worker had ended. */
  workerStopSeconds: number;
};

/** What two nodes and a worker must agree on. */
export async function acrossNodes(site: ClusterSite, mails: number): Promise<AcrossNodes> {
  const [first, second] = await makeRespondents(site, 2);
  return {
    sessionsWrong: await trySession(site, first!),
    limitWrong: await tryLimit(site, second!),
    ...(await tryMail(site, mails)),
  };
}

const cookieOf = ({ at }: ClusterSite, { session }: Respondent) => `${sessionCookieName(at.port)}=${session}`;

/** Asks one node itself, as the balancer would. */
const askNode = ({ at }: ClusterSite, node: Node, cookie: string) =>
  ask(`http://127.0.0.1:${node.port}/home`, { headers: { host: `localhost:${at.port}`, cookie } });

async function trySession(site: ClusterSite, respondent: Respondent): Promise<number> {
  const cookie = cookieOf(site, respondent);
  const isTaken = async (node: Node) => (await askNode(site, node, cookie)).status === 200;
  const before = await Promise.all(site.nodes.map(isTaken));
  await withClient(site.cluster.adminUrl(), (admin) =>
    admin.query("delete from sessions where user_id = (select user_id from people where id = $1)", [
      respondent.person.id,
    ]),
  );
  const after = await Promise.all(site.nodes.map(isTaken));
  return before.filter((taken) => !taken).length + after.filter((taken) => taken).length;
}

async function tryLimit(site: ClusterSite, respondent: Respondent): Promise<number> {
  let sent = 0;
  let through = 0;
  let faults = 0;
  const send = async () => {
    while (sent++ < tried) {
      // Counted, and refused after that.
      const { status } = await sendAnswers(site.at, respondent, { what: "draft", body: {} });
      // A fault is neither.
      if (status === 422) through += 1;
      else if (status !== 429) faults += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, send));
  return Math.abs(through - allowed) + faults;
}

async function tryMail(site: ClusterSite, mails: number) {
  const names = Array.from({ length: mails }, (_, n) => `Ian${n}`);
  const addresses = await withClient(site.cluster.adminUrl(), async (admin) => {
    const made = await createOrganization(admin, {
      people: Object.fromEntries(names.map((name) => [name, {}])),
    });
    const people = Object.values(made.people);
    await admin.query(
      `insert into outbox (org_id, id, kind, key, person_id, payload)
       select $1, gen_random_uuid(), 'cycle-published', 'cycle-published:' || p, p, $3 from unnest($2::uuid[]) as p`,
      [made.orgId, people.map(({ id }) => id), { cycleId: made.cycleId, opensOn: "2026-10-05" }],
    );
    await admin.query("select graphile_worker.add_job('send-mail', '{}'::json)");
    return people.map(({ email }) => email);
  });
  const countOf = (address: string) => site.taken.filter(({ to }) => to === address).length;
  const began = performance.now();
  const until = async (isReached: () => boolean) => {
    while (!isReached() && performance.now() - began < mailPatienceMs) await sleep(20);
  };
  await until(() => addresses.some((one) => countOf(one) > 0));
  const stopped = await restartWorker(site);
  await until(() => addresses.every((one) => countOf(one) > 0));
  const mailSeconds = secondsSince(began);
  // A second mail would come with the next run.
  await sleep(2_000);
  return { ...stopped, mailsWrong: addresses.filter((one) => countOf(one) !== 1).length, mailSeconds };
}

/** Stops the worker amid its work, as an operator does, and starts it again. */
async function restartWorker({ worker, cluster }: ClusterSite) {
  const began = performance.now();
  await worker.end("SIGTERM");
  const workerStopSeconds = secondsSince(began);
  const jobsHeld = await withClient(cluster.adminUrl(), async (admin) => {
    const { rowCount } = await admin.query(
      "select from graphile_worker._private_jobs where locked_at is not null",
    );
    return rowCount ?? 0;
  });
  await worker.start();
  return { jobsHeld, workerStopSeconds };
}

const secondsSince = (began: number) => Math.round((performance.now() - began) / 100) / 10;

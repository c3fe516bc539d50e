import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { sum } from "@/bench/submitting/answering";
import { withViewer } from "@/db/client";
import { listFailedMail } from "@/db/queries/failed-mail";
import { readMailHealth } from "@/db/queries/outbox";
import { createOrganization, type MadeOrganization, type MadePerson } from "@/testkit/factories/organization";
import type { Report } from "../report";
import { openDatabase } from "../site";
import type { Trial } from "../trial";
import { Worker } from "../worker";
import { type Fate, FaultyMailServer } from "./mail-server";

const parameters = { people: 120, downMinutes: 120, silentMinutes: 3 };
const stuckMs = 120_000;
/** With a wait that doubles from a minute on, two hours hold eight tries: after 0, 1, 3, 7, 15, 31, 63 and 127 minutes. */
const triesInTwoHours = 8;

/** What the server does to one person in each group, in turn; afterwards it takes the mail. */
const groups = {
  taken: [],
  later: [451, 421, 452],
  never: [550],
  hangs: ["hang"],
} satisfies Record<string, Fate[]>;
type Group = keyof typeof groups;
/** Each hanging mail costs its time limit. */
const hanging = 2;

type Scene = {
  admin: pg.Client;
  made: MadeOrganization;
  people: readonly MadePerson[];
  smtp: FaultyMailServer;
  say(line: string): void;
};

/**
 * A mail server refuses mails for now and for good, falls silent, and is gone for two hours, while people are owed mail.
 * Each mail must arrive or be listed for the admin as given up. Time passes by moving the waiting mails' times back, minute
 * by minute. The control gives up at the first failure and lists nothing: mails must be missing.
 */
export const trial: Trial<typeof parameters> = {
  parameters,
  async run({ parameters: { people, downMinutes, silentMinutes }, controls, started, say }) {
    const cluster = await openDatabase(started, "test");
    const admin = new pg.Client({ connectionString: cluster.adminUrl() });
    await admin.connect();
    started.add(() => admin.end());
    process.env.DATABASE_URL = cluster.urls.app;
    const fates = new Map<string, Fate[]>();
    const smtp = await FaultyMailServer.make(started, fates);
    const settings = { TWOFOLD_MODE: "test", SMTP_URL: `smtp://127.0.0.1:${smtp.port}` };
    const worker = new Worker(cluster, settings, started);
    await worker.start();
    const scene = async (count: number): Promise<Scene> => {
      const names = Array.from({ length: count }, (_, n) => `Ian${n}`);
      const made = await createOrganization(admin, {
        people: { Ada: { admin: true }, ...Object.fromEntries(names.map((name) => [name, {}])) },
      });
      const all = names.map((name) => made.people[name]!);
      for (const [n, { email }] of all.entries()) fates.set(email, [...groups[groupOf(n, count)]]);
      return { admin, made, people: all, smtp, say };
    };
    const report = await tryMail(await scene(people), { downMinutes, silentMinutes });
    if (!controls) return report;
    await giveUpAtOnce(admin);
    const control = await tryMail(await scene(8), { downMinutes: 5, silentMinutes: 1 });
    return {
      ...report,
      controls: [{ name: "giving up at the first failure loses mail", found: control.never.lost! }],
    };
  },
};

function groupOf(n: number, count: number): Group {
  if (n < hanging) return "hangs";
  return n < count * 0.3 ? "later" : n < count * 0.4 ? "never" : "taken";
}

type Lengths = { downMinutes: number; silentMinutes: number };

async function tryMail(scene: Scene, { downMinutes, silentMinutes }: Lengths): Promise<Report> {
  const { smtp, say, people } = scene;
  await queueTo(scene);
  await smtp.down();
  await pass(scene, downMinutes);
  const whileDown = await triesOf(scene);
  const warned = await isWarned(scene);
  say(`${downMinutes} minutes without a mail server: at most ${Math.max(...whileDown)} tries of a mail`);
  await smtp.silent();
  await pass(scene, silentMinutes);
  say(`${silentMinutes} minutes with a server that says nothing`);
  await smtp.up();
  for (let minutes = 0; (await countWaiting(scene)) > 0 && minutes < 24 * 60; minutes += 10) {
    await pass(scene, 1, 10);
  }
  const listed = await listedOf(scene);
  const of = people.map(({ id, email }) => ({ ids: smtp.taken.get(email) ?? [], isListed: listed.has(id) }));
  const givenUp = people.filter((_, n) => groupOf(n, people.length) === "never").length;
  say(`${sum(of.map(({ ids }) => ids.length))} mails taken, ${listed.size} given up and listed`);
  return {
    figures: [
      { name: "people", measured: people.length, atLeast: parameters.people },
      { name: "downMinutes", measured: downMinutes, atLeast: parameters.downMinutes },
      { name: "triesWhileDown", measured: Math.max(...whileDown), atMost: triesInTwoHours },
      { name: "adminWarned", measured: Number(warned), atLeast: 1 },
      { name: "givenUpListed", measured: listed.size, atLeast: givenUp, atMost: givenUp },
    ],
    never: {
      lost: of.filter(({ ids, isListed }) => ids.length === 0 && !isListed).length,
      doubled: of.filter(({ ids, isListed }) => ids.length > 1 || (ids.length === 1 && isListed)).length,
      // The server would have taken them later.
      givenUpEarly: people.filter(({ id }, n) => listed.has(id) && groupOf(n, people.length) !== "never")
        .length,
    },
    controls: [],
  };
}

/** One mail to each of the people, as a published cycle causes it. */
async function queueTo({ admin, made, people }: Scene): Promise<void> {
  const payload = { cycleId: randomUUID(), opensOn: "2026-10-05" };
  await admin.query(
    `insert into outbox (org_id, id, kind, key, person_id, payload)
     select $1, gen_random_uuid(), 'cycle-published', 'cycle-published:' || p, p, $3 from unnest($2::uuid[]) as p`,
    [made.orgId, people.map(({ id }) => id), payload],
  );
}

/** Lets minutes pass, in each of which the job that sends mail runs; `step` is how many of them each run stands for. */
async function pass({ admin }: Scene, runs: number, step = 1): Promise<void> {
  for (let run = 0; run < runs; run++) {
    await admin.query("set session_replication_role = replica");
    await admin.query(
      `update outbox set due_at = due_at - $1 * interval '1 minute', queued_at = queued_at - $1 * interval '1 minute'
       where sent_at is null and failed_at is null`,
      [step],
    );
    await admin.query("set session_replication_role = origin");
    const { rows } = await admin.query<{ id: string }>(
      "select id from graphile_worker.add_job('send-mail', '{}'::json)",
    );
    await untilDone(admin, rows[0]!.id);
  }
}

async function untilDone(admin: pg.Client, jobId: string): Promise<void> {
  let fault = "";
  for (const deadline = Date.now() + stuckMs; Date.now() < deadline; await sleep(20)) {
    const { rows } = await admin.query<{ attempts: number; fault: string | null }>(
      "select attempts, last_error as fault from graphile_worker._private_jobs where id = $1",
      [jobId],
    );
    if (rows.length === 0) return;
    fault = rows[0]!.fault ?? fault;
  }
  throw new Error(`The job that sends mail did not end in two minutes. ${fault}`);
}

async function triesOf({ admin, made }: Scene): Promise<number[]> {
  const { rows } = await admin.query<{ attempts: number }>("select attempts from outbox where org_id = $1", [
    made.orgId,
  ]);
  return rows.map(({ attempts }) => attempts);
}

async function countWaiting({ admin, made }: Scene): Promise<number> {
  const { rowCount } = await admin.query(
    "select from outbox where org_id = $1 and sent_at is null and failed_at is null",
    [made.orgId],
  );
  return rowCount ?? 0;
}

/** Whether the admin's pages say that mail needs attention. */
const isWarned = ({ made }: Scene): Promise<boolean> =>
  withViewer(viewerOf(made), async (tx) => (await readMailHealth(tx)).trouble === "stalled");

/** The people whose mail the admin's page lists as given up. */
async function listedOf({ made, admin }: Scene): Promise<ReadonlySet<string>> {
  const listed = await withViewer(viewerOf(made), (tx) =>
    listFailedMail(tx, made.orgId, { limit: 10_000, offset: 0 }),
  );
  const { rows } = await admin.query<{ person_id: string }>(
    "select person_id from outbox where id = any ($1)",
    [listed.map(({ id }) => id)],
  );
  return new Set(rows.map(({ person_id }) => person_id));
}

const viewerOf = ({ orgId, people }: MadeOrganization) => ({ orgId, personId: people.Ada!.id });

/**
 * A product that gives a mail up as soon as it was not taken, and says nothing of it; by a trigger after the
 * one that guards.
 */
async function giveUpAtOnce(admin: pg.Client): Promise<void> {
  await admin.query(
    `create function give_up_at_once() returns trigger language plpgsql as $$
     begin
       if new.sent_at is null and new.attempts > old.attempts then
         new.failed_at := now(); new.last_error := 'expired';
       end if;
       return new;
     end $$`,
  );
  await admin.query(
    "create trigger zz_give_up_at_once before update on outbox for each row execute function give_up_at_once()",
  );
}

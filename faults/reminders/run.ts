import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { sum } from "@/bench/submitting/answering";
import { createOrganization } from "@/testkit/factories/organization";
import { mailSink, type TakenMail } from "../mail-sink";
import { openDatabase } from "../site";
import type { Trial } from "../trial";
import { Worker } from "../worker";

const parameters = { people: 1_000, kills: 8 };
const jobsAtOnce = 6;
const stuckMs = 120_000;
const ofControl = 40;

/**
 * Two workers find out at the same time that everybody is due for a reminder, and send them; again and again one of the
 * two is killed amid a mail, every other time before the mail server takes it. Each person must have one reminder in the
 * outbox and get it, a repeated one under the same Message-ID. The control takes away the keys by which the outbox knows
 * a reminder: several workers must then queue it twice.
 */
export const trial: Trial<typeof parameters> = {
  parameters,
  async run({ parameters: { people, kills }, controls, started, say }) {
    const cluster = await openDatabase(started, "test");
    const admin = new pg.Client({ connectionString: cluster.adminUrl() });
    await admin.connect();
    started.add(() => admin.end());
    const killAt = Array.from({ length: kills }, (_, n) => Math.ceil((people * (n + 1)) / (kills + 1)));
    let killed = 0;
    const busy: Promise<void>[] = [];
    let offered = 0;
    const { port, taken } = await mailSink(started, ({ by }) => {
      if (++offered !== killAt[killed]) return true;
      const worker = workers[Number(by)]!;
      busy.push(
        worker
          .end("SIGKILL")
          .then(() => worker.start())
          .then(() => addJobs(admin, "send-mail")),
      );
      return killed++ % 2 === 0;
    });
    const workers = [0, 1].map((n) => {
      const settings = { TWOFOLD_MODE: "test", SMTP_URL: `smtp://${n}:any@127.0.0.1:${port}` };
      return new Worker(cluster, settings, started);
    });
    for (const worker of workers) await worker.start();

    const emails = await makeDue(admin, people);
    await addJobs(admin, "remind");
    await untilSent(admin, people);
    await Promise.all(busy);
    say(`${taken.length} mails taken, ${killed} kills`);
    const found = compareMails(emails, taken);
    const report = {
      figures: [
        { name: "people", measured: people, atLeast: parameters.people },
        { name: "kills", measured: killed, atLeast: parameters.kills },
        { name: "repeatedMails", measured: found.repeated, atMost: Math.ceil(killed / 2) },
      ],
      never: {
        missing: found.missing,
        otherId: found.otherId,
        queuedTwice: await countQueuedTwice(admin),
      },
      controls: [],
    };
    if (!controls) return report;
    await dropKeys(admin);
    await makeDue(admin, ofControl);
    await addJobs(admin, "remind");
    return {
      ...report,
      controls: [{ name: "no keys queue it twice", found: await firstQueuedTwice(admin) }],
    };
  },
};

const noonOnWednesday = "date_trunc('week', now()) + interval '9 days 12 hours'";

/**
 * An organization of its own in which nobody has answered three days after the cycle opened, at noon on the Wednesday of
 * the next week, when people get reminders. Gives everybody's address.
 */
async function makeDue(admin: pg.Client, people: number): Promise<string[]> {
  const pairs = Array.from({ length: Math.ceil(people / 2) }, (_, n) => ({
    ic: `Ian${n}`,
    manager: `Mia${n}`,
  }));
  const made = await createOrganization(admin, {
    people: Object.fromEntries(pairs.flatMap(({ ic, manager }) => [ic, manager]).map((name) => [name, {}])),
    duos: Object.fromEntries(pairs.map((pair) => [pair.ic, pair])),
    cycle: { number: 2 },
  });
  await admin.query(`update installation set clock_offset = ${noonOnWednesday} - now()`);
  await admin.query("set session_replication_role = replica");
  await admin.query(
    `update cycles set opens_at = app_now() - interval '72 hours 1 minute', closes_at = app_now() + interval '10 days'
     where id = $1`,
    [made.cycleId],
  );
  await admin.query("set session_replication_role = origin");
  return Object.values(made.people).map(({ email }) => email);
}

const addJobs = (admin: pg.Client, task: "remind" | "send-mail") =>
  admin
    .query("select graphile_worker.add_job($1, '{}'::json) from generate_series(1, $2)", [task, jobsAtOnce])
    .then(() => undefined);

/** Waits until this many reminders were queued in all, and none waits. */
async function untilSent(admin: pg.Client, reminders: number): Promise<void> {
  let [sent, since] = [0, Date.now()];
  while (Date.now() - since < stuckMs) {
    const { rows } = await admin.query<{ queued: number; sent: number }>(
      "select count(*)::int as queued, count(sent_at)::int as sent from outbox where kind = 'reminder'",
    );
    const now = rows[0]!;
    if (now.queued >= reminders && now.sent === now.queued) return;
    if (now.sent > sent) [sent, since] = [now.sent, Date.now()];
    await sleep(500);
  }
  throw new Error(`No reminder was sent for two minutes, after ${sent}.`);
}

/** Waits for the first reminder that is queued twice; 0 where none is within two minutes. */
async function firstQueuedTwice(admin: pg.Client): Promise<number> {
  for (const deadline = Date.now() + stuckMs; Date.now() < deadline; await sleep(500)) {
    const found = await countQueuedTwice(admin);
    if (found > 0) return found;
  }
  return 0;
}

/** People without a mail, mails beyond the first of a person, and people whose mails had several Message-IDs. */
function compareMails(emails: readonly string[], taken: readonly TakenMail[]) {
  const ids = emails.map((email) => taken.filter(({ to }) => to === email).map(({ messageId }) => messageId));
  return {
    missing: ids.filter((of) => of.length === 0).length,
    repeated: sum(ids.map((of) => Math.max(0, of.length - 1))),
    otherId: ids.filter((of) => new Set(of).size > 1).length,
  };
}

async function countQueuedTwice(admin: pg.Client): Promise<number> {
  const { rowCount } = await admin.query(
    "select from outbox where kind = 'reminder' group by org_id, person_id having count(*) > 1",
  );
  return rowCount ?? 0;
}

/** By which keys the outbox refuses a reminder that it has. */
async function dropKeys(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ name: string; constrained: boolean }>(
    `select i.indexrelid::regclass::text as name, exists (select from pg_constraint c where c.conindid = i.indexrelid) as constrained
     from pg_index i where i.indrelid = 'outbox'::regclass and i.indisunique and not i.indisprimary`,
  );
  for (const { name, constrained } of rows) {
    await admin.query(
      constrained ? `alter table outbox drop constraint ${name} cascade` : `drop index ${name}`,
    );
  }
}

import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { SMTPServer } from "smtp-server";
import { type Cluster, openCluster } from "@/db/embedded/cluster";
import { withClient } from "@/db/setup/create-database";
import { migrate } from "@/db/setup/migrate";
import { loginRoles, urlVariable } from "@/db/setup/roles";
import { createOrganization } from "@/testkit/factories/organization";
import { round } from "../measures";

const people = 1_000;
/** Mail that waits besides, for later: the next one is found among all of it. */
const later = 20_000;
/** As many as a process works at (`server/jobs/start`). */
const jobs = 2;
const timeoutMs = 600_000;
/** How long the mail server takes for each answer: a near one, and one in another data centre. */
const answersAfterMs = [0, 25];

type Measured = { answersAfterMs: number; mailsPerSecond: number; connections: number };

/**
 * Measures how many waiting reminders a worker sends in a second while 20,000 mails wait: each is looked up,
 * brought up to date, composed, handed to a mail server on this machine and marked as sent.
 */
export async function run(): Promise<void> {
  const cluster = await openCluster();
  process.env.TWOFOLD_MASTER_KEY = cluster.secrets.masterKey;
  const server = await mailServer();
  try {
    const measured: Measured[] = [];
    for (const ms of answersAfterMs) measured.push(await measure(cluster, server, ms));
    console.table(measured);
    const [near, far] = measured;
    console.log(
      JSON.stringify({
        mailsPerSecond: near!.mailsPerSecond,
        mailsPerSecondFar: far!.mailsPerSecond,
        connections: near!.connections,
      }),
    );
  } finally {
    await server.close();
    await cluster.stop();
  }
}

async function measure(
  cluster: Cluster,
  server: Awaited<ReturnType<typeof mailServer>>,
  ms: number,
): Promise<Measured> {
  await cluster.recreateDatabase();
  await migrate(cluster.urls, "test");
  const worker = await startWorker(cluster, server.port);
  try {
    return await withClient(cluster.adminUrl(), async (admin) => {
      await queue(admin);
      const before = server.slowedTo(ms);
      await admin.query(
        "select graphile_worker.add_job('send-mail', '{}'::json) from generate_series(1, $1)",
        [jobs],
      );
      const sent = () => server.slowedTo(ms).times.length - before.times.length;
      for (const deadline = Date.now() + timeoutMs; sent() < people; await sleep(50)) {
        if (Date.now() > deadline) throw new Error(`${sent()} of ${people} mails were taken.`);
      }
      const { times, connections } = server.slowedTo(0);
      const seconds = (times.at(-1)! - times.at(-people)!) / 1000;
      return {
        answersAfterMs: ms,
        mailsPerSecond: round((people - 1) / seconds, 1),
        connections: connections - before.connections,
      };
    });
  } finally {
    worker.kill("SIGTERM");
    await once(worker, "exit");
  }
}

/** A process of `npm run worker`; resolves when it works on the queue. */
async function startWorker(cluster: Cluster, mailPort: number): Promise<ChildProcess> {
  const worker = spawn(process.execPath, ["scripts/run.mjs", "worker"], {
    env: {
      ...process.env,
      ...Object.fromEntries(loginRoles.map((role) => [urlVariable(role), cluster.urls[role]])),
      AUTH_SECRET: cluster.secrets.authSecret,
      AUTH_URL: "http://localhost:3000",
      TWOFOLD_MODE: "test",
      SMTP_URL: `smtp://127.0.0.1:${mailPort}`,
      LOG_LEVEL: "info",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise<void>((resolve, reject) => {
    worker.stdout.on("data", (said: Buffer) => {
      if (said.includes("working the job queue")) resolve();
    });
    worker.once("exit", () => reject(new Error("The worker ended before it worked.")));
  });
  return worker;
}

/** A mail server that takes everything. */
async function mailServer() {
  let [connections, ms] = [0, 0];
  /** When each mail was taken. */
  const times: number[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    onConnect(_session, done) {
      connections += 1;
      setTimeout(done, ms);
    },
    onMailFrom: (_address, _session, done) => void setTimeout(done, ms),
    onRcptTo: (_address, _session, done) => void setTimeout(done, ms),
    onData(stream, _session, done) {
      stream.resume();
      stream.on("end", () => {
        times.push(performance.now());
        setTimeout(done, ms);
      });
    },
  });
  await new Promise<void>((ready) => smtp.listen(0, "127.0.0.1", ready));
  return {
    port: (smtp.server.address() as AddressInfo).port,
    /** Each answer takes so long from now on; gives when mails were taken until now, over how many connections. */
    slowedTo(next: number) {
      ms = next;
      return { times: [...times], connections };
    },
    close: () => new Promise<void>((done) => smtp.close(() => done())),
  };
}

/** Queues a reminder to each of the people, for whom it is the middle of a working day, and other mail for later. */
async function queue(admin: pg.Client): Promise<void> {
  const pairs = Array.from({ length: people / 2 }, (_, n) => ({ ic: `Ian${n}`, manager: `Mia${n}` }));
  const names = pairs.flatMap(({ ic, manager }) => [ic, manager]);
  const { orgId, cycleId } = await createOrganization(admin, {
    people: Object.fromEntries(names.map((name) => [name, {}])),
    duos: Object.fromEntries(pairs.map((pair) => [pair.ic, pair])),
    cycle: { number: 2 },
  });
  const noonOnWednesday = "date_trunc('week', now()) + interval '9 days 12 hours'";
  await admin.query(`update installation set clock_offset = ${noonOnWednesday} - now()`);
  await admin.query("set session_replication_role = replica");
  await admin.query(
    `update cycles set opens_at = app_now() - interval '3 days', closes_at = app_now() + interval '10 days' where id = $1`,
    [cycleId],
  );
  await admin.query("set session_replication_role = origin");
  await admin.query(
    `insert into outbox (org_id, id, kind, key, person_id, payload, day)
     select org_id, gen_random_uuid(), 'reminder', 'reminder:' || id, id, jsonb_build_object('cycleId', $2::text), today()
     from people where org_id = $1`,
    [orgId, cycleId],
  );
  await admin.query(
    `insert into outbox (org_id, id, kind, key, person_id, payload, due_at)
     select p.org_id, gen_random_uuid(), 'cycle-opened', concat_ws(':', 'cycle-opened', $2::text, n, p.id), p.id, '{}', now() + interval '1 day'
     from people p cross join generate_series(1, $3) n where p.org_id = $1`,
    [orgId, randomUUID(), later / people],
  );
  await admin.query("analyze");
}

import type { AddressInfo } from "node:net";
import pg from "pg";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { asWorker } from "@/db/client";
import { keepJobs } from "@/db/queries/jobs";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization } from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { requestSignInMail } from "../auth/sign-in-mail";
import { closeCycle, openCycle } from "../cycles";
import { logger } from "../logger";
import { type Jobs, startJobs } from "./start";

const database = freshDatabase();
let jobs: Jobs;

const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ["AUTH", "STARTTLS"],
  onData(stream, session, done) {
    stream.resume().on("end", async () => {
      const [{ address } = { address: "" }] = session.envelope.rcptTo;
      offered.push(address);
      await held;
      receivers.push(address);
      done();
    });
  },
});
const offered: string[] = [];
const receivers: string[] = [];
/** Until when the mail server takes no mail that it is offered. */
let held: Promise<void> | undefined;

beforeAll(async () => {
  await new Promise<void>((ready) => smtp.listen(0, "127.0.0.1", ready));
  vi.stubEnv("AUTH_URL", "http://localhost:3000");
  vi.stubEnv("AUTH_SECRET", "a secret for tests only, 32 characters");
  vi.stubEnv("TWOFOLD_MODE", "test");
  vi.stubEnv("SMTP_URL", `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`);
  jobs = await startJobs();
});
afterAll(async () => {
  await jobs.stop();
  vi.unstubAllEnvs();
  await new Promise<void>((done) => smtp.close(done));
});

test("a cycle that an admin closes is published by the queue", async () => {
  const made = await createOrganization(database.admin, {
    people: { Ada: { admin: true }, Ian: {}, Mia: {} },
    duos: { first: { ic: "Ian", manager: "Mia" } },
  });
  const viewer = viewerOf(made, "Ada", { isAdmin: true });
  const closesLocal = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 16);
  const { cycleId } = await openCycle(viewer, { closesLocal, timeZone: "UTC", sharingMode: "scoped" });
  await closeCycle(viewer, { cycleId });
  await vi.waitFor(
    async () => {
      const { rows } = await database.admin.query("select state from cycles where id = $1", [cycleId]);
      expect(rows).toEqual([{ state: "published" }]);
    },
    { timeout: 20_000, interval: 100 },
  );
  const { rows } = await database.admin.query("select from published_duo_partners where cycle_id = $1", [
    cycleId,
  ]);
  expect(rows).toHaveLength(1);
});

/** How many of the publisher's statements wait for a row. */
async function waitingForLocks(): Promise<number> {
  const { rows } = await database.arranger.query(
    "select from pg_stat_activity where usename = 'twofold_publisher' and datname = $1 and wait_event_type = 'Lock'",
    [database.name],
  );
  return rows.length;
}

test("a sign-in mail waits for no publication", async () => {
  const duo = {
    people: { Ian: {}, Mia: {} },
    duos: { first: { ic: "Ian", manager: "Mia" } },
    cycle: {},
  } as const;
  const made = await createOrganization(database.admin, duo);
  const others = [made, await createOrganization(database.admin, duo)];
  const payloads = others.map(({ orgId, cycleId }) => JSON.stringify({ orgId, subjectId: cycleId }));
  const email = made.people.Ian!.email.toLowerCase();
  await database.admin.query("begin");
  try {
    // Each publication waits for its cycle, so both places for them are taken.
    await database.admin.query("select from cycles where org_id = any ($1) for update", [
      others.map(({ orgId }) => orgId),
    ]);
    await database.arranger.query(
      "select graphile_worker.add_job('publish-cycle', payload::json) from unnest($1::text[]) as payload",
      [payloads],
    );
    await vi.waitFor(async () => expect(await waitingForLocks()).toBe(2), { timeout: 20_000 });
    await requestSignInMail(email, "/");
    await vi.waitFor(() => expect(receivers).toContain(email), { timeout: 20_000 });
  } finally {
    await database.admin.query("rollback");
  }
});

/** How many runners have begun to listen for jobs after a moment of the database's clock. */
async function listeningSince(moment: string): Promise<number> {
  const { rowCount } = await database.arranger.query(
    "select from pg_stat_activity where datname = $1 and usename = 'twofold_worker' and query ilike 'listen %' and query_start > $2",
    [database.name, moment],
  );
  return rowCount ?? 0;
}

test("the queue goes on after any session told it to end", async () => {
  expect(await listeningSince("-infinity")).toBe(2);
  const app = new pg.Client(database.urls.app);
  await app.connect();
  const { rows } = await app.query<{ now: string }>("select clock_timestamp()::text as now");
  await app.query("select pg_notify('worker:migrate', $1)", [
    JSON.stringify({ breaking: true, migrationNumber: 999_999 }),
  ]);
  await app.end();
  await vi.waitFor(async () => expect(await listeningSince(rows[0]!.now)).toBe(2), { timeout: 20_000 });
  const made = await createOrganization(database.admin, { people: { Ida: {} } });
  const email = made.people.Ida!.email.toLowerCase();
  await requestSignInMail(email, "/");
  await vi.waitFor(() => expect(receivers).toContain(email), { timeout: 20_000 });
});

test("the queue goes on where the database was away when a job ended", async () => {
  const made = await createOrganization(database.admin, { people: { Ida: {}, Ines: {} } });
  const [ida, ines] = [made.people.Ida!, made.people.Ines!].map(({ email }) => email.toLowerCase());
  const limit = (most: number) =>
    database.arranger.query(`alter database "${database.name}" connection limit ${most}`);
  const said = vi.spyOn(logger, "error");
  let take = () => {};
  held = new Promise((resolve) => {
    take = resolve;
  });
  await requestSignInMail(ida!, "/");
  await vi.waitFor(() => expect(offered).toContain(ida), { timeout: 20_000 });
  await limit(0);
  try {
    await database.arranger.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename = 'twofold_worker'",
      [database.name],
    );
    take();
    // An unhandled rejection fails the whole run.
    await vi.waitFor(
      () => expect(said).toHaveBeenCalledWith(expect.anything(), "the job queue could not be started"),
      { timeout: 20_000 },
    );
  } finally {
    held = undefined;
    await limit(-1);
    said.mockRestore();
  }
  await requestSignInMail(ines!, "/");
  await vi.waitFor(() => expect(receivers).toContain(ines), { timeout: 20_000 });
});

test("a job whose process says nothing of it for five minutes is free, one that is worked at is not", async () => {
  const { rows } = await database.arranger.query<{ id: string }>(
    "select id::text from graphile_worker.add_jobs(array_fill(row ('of-no-worker', '{}', null, null, null, null, null, null)::graphile_worker.job_spec, array[3]))",
  );
  const [atWork, gone, begun] = rows.map(({ id }) => id);
  const lock = (ids: unknown[], minutes: number) =>
    database.arranger.query(
      "update graphile_worker._private_jobs set locked_by = 'somebody', locked_at = now() - make_interval(mins => $2) where id = any ($1)",
      [ids, minutes],
    );
  await lock([atWork, gone], 6);
  await lock([begun], 4);
  await asWorker((tx) => keepJobs(tx, [atWork!]));
  const locked = await database.arranger.query<{ id: string }>(
    "select id::text from graphile_worker.jobs where task_identifier = 'of-no-worker' and locked_at is not null order by id",
  );
  expect(locked.rows.map(({ id }) => id)).toEqual([atWork, begun]);
});

test("a job that goes on too long once the jobs are to stop is given back", async () => {
  await jobs.stop();
  jobs = await startJobs(1);
  const made = await createOrganization(database.admin, { people: { Ivo: {} } });
  const email = made.people.Ivo!.email.toLowerCase();
  let take = () => {};
  held = new Promise((resolve) => {
    take = resolve;
  });
  await requestSignInMail(email, "/");
  await vi.waitFor(() => expect(offered).toContain(email), { timeout: 20_000 });
  await jobs.stop();
  const { rows } = await database.arranger.query(
    "select locked_by from graphile_worker.jobs where task_identifier = 'send-mail' order by id desc limit 1",
  );
  expect(rows).toEqual([{ locked_by: null }]);
  take();
});

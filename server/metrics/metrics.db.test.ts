import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { withViewer } from "@/db/client";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization, type MadeOrganization } from "@/testkit/factories/organization";
import { tasks } from "../jobs/tasks";
import { exposeMetrics, mayReadMetrics } from "./metrics";
import { metrics } from "./registry";

const database = freshDatabase();
const token = "a token for tests only, 32 letters".replaceAll(" ", "-");
let made: MadeOrganization;

beforeAll(async () => {
  vi.stubEnv("AUTH_URL", "http://localhost:3000");
  vi.stubEnv("AUTH_SECRET", "a secret for tests only, 32 characters");
  vi.stubEnv("TWOFOLD_MODE", "test");
  vi.stubEnv("METRICS_TOKEN", token);
  metrics();
  made = await createOrganization(database.admin, {
    people: { Ian: {}, Mia: {} },
    duos: { one: { ic: "Ian", manager: "Mia" } },
    cycle: { number: 2 },
  });
});
afterAll(() => vi.unstubAllEnvs());

/** The value of a figure as Prometheus reads it; undefined where it is not there. */
async function figure(name: string): Promise<number | undefined> {
  const { text } = await exposeMetrics();
  const line = text.split("\n").find((one) => one.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length + 1));
}

const queueMail = (due: string, failed = "null", error = "ETIMEDOUT") =>
  database.arrange(
    `insert into outbox (org_id, id, kind, key, person_id, payload, queued_at, due_at, failed_at, last_error)
     values ($1, $2, 'cycle-published', 'cycle-published:' || $3, $4, '{}', now() - interval '1 hour', now() + ${due}, ${failed}, case when ${failed} is not null then '${error}' end)`,
    [made.orgId, randomUUID(), randomUUID(), made.people.Ian!.id],
  );

describe("who may read the figures", () => {
  test.each([null, "", "Bearer ", token, `bearer ${token}`, `Bearer ${token}x`, `Bearer ${token.slice(1)}`])(
    "%j may not",
    (header) => expect(mayReadMetrics(header)).toBe(false),
  );

  test("who has the token may", () => expect(mayReadMetrics(`Bearer ${token}`)).toBe(true));
});

test("mail that waits and mail that was given up are counted", async () => {
  await queueMail("interval '-10 minutes'");
  await queueMail("interval '10 minutes'");
  await queueMail("interval '0'", "now() - interval '1 hour'");
  await queueMail("interval '0'", "now() - interval '1 hour'", "occasion-gone");
  await queueMail("interval '0'", "now() - interval '2 days'");
  expect(await figure("twofold_outbox_waiting_mails")).toBe(1);
  expect(await figure("twofold_outbox_oldest_seconds")).toBeGreaterThanOrEqual(600);
  expect(await figure("twofold_outbox_given_up_mails")).toBe(1);
});

test("a cycle that should be closed, or published, is late", async () => {
  expect(await figure('twofold_cycles_late{step="close"}')).toBe(0);
  await database.arrange("update cycles set closes_at = app_now() - interval '2 hours' where id = $1", [
    made.cycleId,
  ]);
  expect(await figure('twofold_cycles_late{step="close"}')).toBe(1);
  expect(await figure('twofold_cycles_late_seconds{step="close"}')).toBeGreaterThanOrEqual(7200);
  await database.arrange("update cycles set state = 'closed' where id = $1", [made.cycleId]);
  expect(await figure('twofold_cycles_late{step="close"}')).toBe(0);
  expect(await figure('twofold_cycles_late{step="publish"}')).toBe(1);
  // Closed by hand before its time.
  await database.arrange(
    "update cycles set closes_at = app_now() + interval '2 days', closed_at = app_now() - interval '1 hour' where id = $1",
    [made.cycleId],
  );
  expect(await figure('twofold_cycles_late{step="publish"}')).toBe(1);
  expect(await figure('twofold_cycles_late_seconds{step="publish"}')).toBeGreaterThanOrEqual(3600);
});

test("jobs that wait are counted until they are gone", async () => {
  const due = 'twofold_queue_due_jobs{job="send-mail"}';
  await database.admin.query(
    "select graphile_worker.add_job('send-mail', '{}'::json, run_at := now() - interval '5 minutes')",
  );
  expect(await figure(due)).toBe(1);
  expect(await figure('twofold_queue_oldest_seconds{job="send-mail"}')).toBeGreaterThanOrEqual(300);
  await database.admin.query(
    "select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))",
  );
  expect(await figure(due)).toBeUndefined();
});

test("runs of jobs and waits for connections of this process are counted", async () => {
  const runs = 'twofold_job_seconds_count{job="remind",outcome="done"}';
  const before = (await figure(runs)) ?? 0;
  await tasks.remind!({}, undefined as never);
  expect(await figure(runs)).toBe(before + 1);
  await withViewer({ orgId: made.orgId, personId: made.people.Ian!.id }, async () => undefined);
  expect(await figure('twofold_pool_wait_seconds_count{pool="app"}')).toBe(1);
  expect(await figure('twofold_pool_connections{pool="app",state="idle"}')).toBe(1);
  expect(await figure('twofold_pool_connections{pool="app",state="waiting"}')).toBe(0);
});

test("nothing in the figures is an id, an address or a name", async () => {
  const { text, type } = await exposeMetrics();
  expect(type).toContain("text/plain");
  expect(text).toContain("twofold_database_up 1");
  expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-|@|Example|\/survey|Ian/);
});

test("a database that does not answer is reported as down, and the figures of the process stay", async () => {
  const locking = database.admin;
  await locking.query("begin; lock table outbox in access exclusive mode");
  try {
    expect(await figure("twofold_database_up")).toBe(0);
    expect(await figure("twofold_http_requests_at_work")).toBe(0);
  } finally {
    await locking.query("rollback");
  }
  await vi.waitFor(async () => expect(await figure("twofold_database_up")).toBe(1), 5_000);
});

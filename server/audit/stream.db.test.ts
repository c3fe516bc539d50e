import { randomUUID } from "node:crypto";
import { appendFile, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization, type MadeOrganization } from "@/testkit/factories/organization";
import { sealAuditLogs } from "../jobs/seal-audit";

const database = freshDatabase();
let folder: string;
let file: string;
let made: MadeOrganization;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "twofold-stream-"));
  file = path.join(folder, "audit.jsonl");
  vi.stubEnv("AUTH_URL", "http://localhost:3000");
  vi.stubEnv("AUTH_SECRET", "a secret for tests only, 32 characters");
  vi.stubEnv("TWOFOLD_MASTER_KEY", Buffer.alloc(32).toString("base64"));
  vi.stubEnv("TWOFOLD_MODE", "test");
  vi.stubEnv("AUDIT_STREAM", file);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

beforeEach(async () => {
  await database.arrange("truncate audit_log, audit_seals, audit_chains");
  await rm(file, { force: true });
  made = await createOrganization(database.admin, { people: { Ada: {}, Ola: {} } });
});

const write = async (detail: object, actor?: string) => {
  const id = randomUUID();
  await database.admin.query(
    "insert into audit_log (org_id, id, actor_id, action, area, subject_id, detail) values ($1, $2, $3, 'duo.added', 'program', $4, $5)",
    [made.orgId, id, actor, made.orgId, detail],
  );
  return id;
};
const lines = async () =>
  (await readFile(file, "utf8"))
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));

test("each sealed row is one line with ids and no text, once, in the order of the chain", async () => {
  const { Ada, Ola } = made.people;
  const first = await write({ ic: Ada!.id, q: "a typed name", number: 3, whole: true, none: null }, Ola!.id);
  const second = await write({});
  await sealAuditLogs();
  const written = await lines();
  const { rows: seals } = await database.arrange("select number::int, hash from audit_seals order by number");
  expect(written).toMatchObject([
    { stream: "twofold-audit", organization: made.orgId, id: first, actor: Ola!.id, subject: made.orgId },
    { id: second, actor: null, action: "duo.added", area: "program", detail: {} },
  ]);
  expect(written.map(({ number, hash }) => ({ number, hash }))).toEqual(seals);
  expect(written[0].detail).toEqual({ ic: Ada!.id, number: 3, whole: true, none: null });
  expect(new Date(written[0].at).toISOString()).toBe(written[0].at);

  await sealAuditLogs();
  expect(await lines()).toHaveLength(2);
  const third = await write({});
  await sealAuditLogs();
  expect((await lines()).map(({ id }) => id)).toEqual([first, second, third]);
});

test("more rows than fit in one writing come whole, also when two processes stream", async () => {
  await database.admin.query(
    `insert into audit_log (org_id, id, action, area) select $1, gen_random_uuid(), 'cycle.nudged', 'program' from generate_series(1, 2500)`,
    [made.orgId],
  );
  await Promise.all([sealAuditLogs(), sealAuditLogs(), sealAuditLogs()]);
  expect((await lines()).map(({ number }) => number)).toEqual(Array.from({ length: 2500 }, (_, n) => n + 1));
});

test("after a crash before its note in the database a row comes again, and a cut-off line stays alone", async () => {
  await write({});
  await sealAuditLogs();
  await database.arrange("update audit_chains set streamed = 0");
  await appendFile(file, '{"stream":"twofold-au');
  await write({});
  await sealAuditLogs();
  const written = (await readFile(file, "utf8")).split("\n");
  expect(written[1]).toBe('{"stream":"twofold-au');
  expect([written[0], ...written.slice(2, -1)].map((line) => JSON.parse(line!).number)).toEqual([1, 1, 2]);
});

test("a file that was moved away is begun anew, and one that cannot be written holds up no sealing", async () => {
  await write({});
  await sealAuditLogs();
  await rename(file, `${file}.1`);
  await write({});
  await sealAuditLogs();
  expect((await lines()).map(({ number }) => number)).toEqual([2]);

  await rm(file);
  await rename(folder, `${folder}-away`);
  await write({});
  await expect(sealAuditLogs()).rejects.toThrow("The audit stream cannot be written");
  const { rows } = await database.arrange(
    "select c.streamed::int, (select count(*)::int from audit_seals) as sealed, r.fault from audit_chains c join job_runs r on r.org_id = c.org_id and r.job = 'seal-audit' where c.org_id = $1",
    [made.orgId],
  );
  expect(rows).toEqual([{ streamed: 2, sealed: 3, fault: "audit-stream" }]);
  await rename(`${folder}-away`, folder);
  await sealAuditLogs();
  expect((await lines()).map(({ number }) => number)).toEqual([3]);
});

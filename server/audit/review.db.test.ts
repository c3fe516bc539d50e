import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { promiseVersion } from "@/lib/domain/cycles";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization, type MadeOrganization } from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { loadReview } from "./review";

const database = freshDatabase();
const secret = "a secret for tests only, 32 characters";
let made: MadeOrganization;

beforeAll(async () => {
  vi.stubEnv("AUTH_URL", "https://twofold.example.com");
  vi.stubEnv("AUTH_SECRET", secret);
  vi.stubEnv("SMTP_URL", "smtp://ada:hunter2@mail.example.com:587");
  vi.stubEnv("AUTH_OIDC_ISSUER", "https://id.example.com/realm");
  vi.stubEnv("AUTH_OIDC_ID", "twofold-client");
  vi.stubEnv("AUTH_OIDC_SECRET", "hunter2");
  made = await createOrganization(database.admin, {
    people: { Marek: { reviewer: true }, Ada: { admin: true }, Ola: {} },
  });
  for (const [name, hours] of [
    ["Marek", 1],
    ["Ada", 1],
    ["Ola", -1],
  ] as const) {
    const user = randomUUID();
    await database.arrange("insert into users (id, email) values ($1, $2)", [user, `${user}@example.test`]);
    await database.arrange("update people set user_id = $1 where id = $2", [user, made.people[name]!.id]);
    await database.arrange(
      "insert into sessions (session_token, user_id, expires) values ($1, $2, now() + make_interval(hours => $3))",
      [randomUUID(), user, hours],
    );
  }
});
afterAll(() => vi.unstubAllEnvs());

test("a reviewer takes home how it runs, without a secret; for others the page is not there", async () => {
  const { rows } = await database.arrange("select user_id from people where id = $1", [
    made.people.Marek!.id,
  ]);
  const marek = viewerOf(made, "Marek", { isReviewer: true, userId: rows[0].user_id });
  const review = await loadReview(marek);
  expect(review.settings).toMatchObject({
    address: "https://twofold.example.com",
    provider: "https://id.example.com",
    mailServer: "mail.example.com:587",
    mailSignIn: "on",
    stream: null,
  });
  expect(review.checks).toEqual(
    ["app", "auth", "publisher", "worker", "masterKey", "strongSignIn"].map((check) => ({
      check,
      fault: null,
    })),
  );
  expect(review.backup).toBeNull();
  expect(review.sessions).toEqual({ all: 2, own: 1 });
  expect(Object.fromEntries(review.headers)).toMatchObject({
    "strict-transport-security": expect.stringContaining("max-age"),
    "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
  });
  expect(review.versions).toMatchObject({
    node: process.versions.node,
    twofold: expect.stringMatching(/^\d+\./),
  });
  expect(review.settings).toMatchObject({
    retention: "24 months",
    ledger: expect.stringContaining(".jsonl"),
  });
  expect(review.sharing).toEqual({ newest: null, cycles: { scoped: 0, private: 0 } });
  expect(JSON.stringify(review)).not.toMatch(new RegExp(`hunter2|twofold-client|ada:|${secret}`));
  for (const name of ["Ada", "Ola"]) {
    const other = viewerOf(made, name, { isAdmin: name === "Ada", leads: [made.units.Company!] });
    await expect(loadReview(other)).rejects.toMatchObject({ code: "not-found" });
  }
});

test("the reviewer reads what leaders read, of the newest cycle and of how many", async () => {
  const cycle = (number: number, mode: string) =>
    database.arrange(
      `insert into cycles (org_id, id, number, state, sharing_mode, time_zone, closes_local, opens_at, closes_at, published_at, promise_version, instrument_version)
       select $1, gen_random_uuid(), $2, 'published', $3, 'UTC', '2026-01-15T00:00', '2026-01-01', '2026-01-15', '2026-01-16', $4, version from instrument_versions limit 1`,
      [made.orgId, number, mode, promiseVersion],
    );
  await cycle(1, "private");
  await cycle(2, "scoped");
  await cycle(3, "scoped");
  const { sharing } = await loadReview(viewerOf(made, "Marek", { isReviewer: true }));
  expect(sharing).toEqual({ newest: { number: 3, mode: "scoped" }, cycles: { scoped: 2, private: 1 } });
});

test("a check that does not hold any more says what to do", async () => {
  const marek = viewerOf(made, "Marek", { isReviewer: true });
  await database.arrange("update drizzle.__drizzle_migrations set created_at = created_at + 1");
  await database.arrange("update installation set backed_up_at = '2026-11-01T09:00Z', backup_bytes = 4096");
  const { checks, backup } = await loadReview(marek);
  expect(backup).toEqual({ at: new Date("2026-11-01T09:00Z"), bytes: 4096 });
  expect(checks.find(({ check }) => check === "app")).toEqual({
    check: "app",
    fault: "The database is not at this version's migration. Run `npm run db:migrate`.",
  });
  expect(checks.find(({ check }) => check === "masterKey")).toEqual({ check: "masterKey", fault: null });
});

import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import type { BrowserContext } from "@playwright/test";
import type pg from "pg";
import type { MadeOrganization } from "@/testkit/factories/organization";
import { steadyBut } from "@/testkit/scenes/insights";
import { expect } from "./fixtures";
import { test } from "./leading";

/** 44 MB in 22 rows: more than any buffer between the database and a reader takes. */
async function widen(database: pg.Client, { orgId }: MadeOrganization): Promise<void> {
  await database.query("update published_duos set reason = repeat('x', 2000000) where org_id = $1", [orgId]);
}

/** The answer with its first bytes read, and no more asked for. */
async function begin(context: BrowserContext, baseURL: string): Promise<IncomingMessage> {
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const sent = request(`${baseURL}/insights/export?table=history`, { headers: { cookie } }).end();
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  await once(answer, "readable");
  answer.read(1);
  return answer;
}

/** The processes of the database that copy this organization's rows. */
async function copying(database: pg.Client, { orgId }: MadeOrganization): Promise<number[]> {
  const { rows } = await database.query<{ pid: number }>(
    "select pid from pg_stat_activity where state = 'active' and query like 'copy (%' and position($1 in query) > 0",
    [orgId],
  );
  return rows.map(({ pid }) => pid);
}

test("a download that is dropped ends its query, and stays written down", async ({
  lead,
  database,
  context,
  baseURL,
}) => {
  const { made } = await lead("Vera", [{ duos: steadyBut({}) }]);
  await widen(database, made);
  const answer = await begin(context, baseURL!);
  expect(await copying(database, made)).toHaveLength(1);
  answer.destroy();
  await expect.poll(() => copying(database, made)).toEqual([]);
  const { rows } = await database.query(
    "select actor_id, detail->>'table' as wanted from audit_log where org_id = $1 and action = 'insights.exported'",
    [made.orgId],
  );
  expect(rows).toEqual([{ actor_id: made.people.Vera!.id, wanted: "history" }]);
});

test("fifty stalled downloads leave the other pages and the ready check as they were", async ({
  lead,
  database,
  context,
  page,
  baseURL,
  browser,
  signIn,
}) => {
  const { made } = await lead("Vera", [{ duos: steadyBut({}) }]);
  await widen(database, made);
  const contexts = [context];
  for (const name of ["Dina", "Paul"]) {
    const other = await browser.newContext();
    await signIn(other, made.people[name]!);
    contexts.push(other);
  }
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) => begin(contexts[n % contexts.length]!, baseURL!)),
  );
  const statuses = answers.map(({ statusCode }) => statusCode);
  expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(3);
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(0);
  const refused = answers.filter(({ statusCode }) => statusCode !== 200);
  expect(new Set(refused.map(({ statusCode }) => statusCode))).toEqual(new Set([503]));
  expect(new Set(refused.map(({ headers }) => headers["retry-after"]))).toEqual(new Set(["2"]));
  for (const path of ["/home", "/insights", "/insights/duos", "/api/health/ready"]) {
    expect((await page.request.get(path)).status(), path).toBe(200);
  }
  for (const answer of answers) answer.destroy();
  await expect.poll(() => copying(database, made)).toEqual([]);
  expect((await page.request.get("/insights/export?table=units")).status()).toBe(200);
  for (const other of contexts.slice(1)) await other.close();
});

test("asking for the head of a file leaves no query behind", async ({ lead, database, page }) => {
  const { made } = await lead("Vera", [{ duos: steadyBut({}) }]);
  await widen(database, made);
  expect((await page.request.head("/insights/export?table=history")).status()).toBe(200);
  await expect.poll(() => copying(database, made)).toEqual([]);
});

test("a file that the database cannot finish is a failed download, not a short file", async ({
  lead,
  database,
  context,
  baseURL,
}) => {
  const { made } = await lead("Vera", [{ duos: steadyBut({}) }]);
  await widen(database, made);
  const answer = await begin(context, baseURL!);
  expect(answer.statusCode).toBe(200);
  const [pid] = await copying(database, made);
  await database.query("select pg_terminate_backend($1)", [pid]);
  const broken = once(answer, "end");
  answer.resume();
  await expect(broken).rejects.toMatchObject({ code: "ECONNRESET" });
  expect(answer.complete).toBe(false);
});

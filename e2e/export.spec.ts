import { once } from "node:events";
import { steadyBut } from "@/testkit/scenes/insights";
import { begin, copying, widen } from "./downloading";
import { expect } from "./fixtures";
import { test } from "./leading";

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

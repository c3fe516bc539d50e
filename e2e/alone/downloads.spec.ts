import { steadyBut } from "@/testkit/scenes/insights";
import { begin, copying, widen } from "../downloading";
import { expect } from "../fixtures";
import { test } from "../leading";

test("fifty stalled downloads leave the other pages and the ready check as they were", async ({
  lead,
  database,
  context,
  page,
  baseURL,
  openAs,
}) => {
  const { made } = await lead("Vera", [{ duos: steadyBut({}) }]);
  await widen(database, made);
  const contexts = [context];
  for (const name of ["Dina", "Paul"]) {
    contexts.push((await openAs(made, name)).context());
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
});

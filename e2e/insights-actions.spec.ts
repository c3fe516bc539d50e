import { expect, expectAccessible } from "./fixtures";
import { section, test, title, twoCycles } from "./leading";

test("what was noted and taken back is said, and the focus goes on beside it", async ({ page, lead }) => {
  const { made } = await lead("Vera");
  await page.goto(`/insights/duos/${made.duos.p8}`);
  const done = section(page, "What was done");
  const said = (text: string) => page.getByRole("status").filter({ hasText: text });
  await done.getByRole("combobox", { name: "What was done" }).selectOption("Offered a coach");
  const day = await done.getByLabel("Day").inputValue();
  await done.getByRole("button", { name: "Note it" }).focus();
  await page.keyboard.press("Enter");
  await expect(said("Noted: Offered a coach, ")).toBeVisible();
  await expect(done.getByRole("combobox", { name: "What was done" })).toBeFocused();
  await expect(done.getByRole("listitem")).toHaveCount(1);
  await expect(done.getByLabel("Day")).toHaveValue(day);

  await done.getByRole("button", { name: /^Take back: Offered a coach/ }).focus();
  await page.keyboard.press("Enter");
  await expect(said("Taken back: Offered a coach, ")).toBeVisible();
  await expect(done.getByRole("listitem")).toHaveCount(0);
  await expect(done.getByRole("heading", { name: "What was done" })).toBeFocused();
  await expectAccessible(page);
});

test("a duo that ended says since when, gets no advice and takes no note; what was noted stays", async ({
  page,
  lead,
  database,
}) => {
  const { made, cycleIds } = await lead("Vera", twoCycles);
  const duo = made.duos.p2!;
  const done = section(page, "What was done");
  await page.goto(`/insights/duos/${duo}`);
  await expect(page.getByRole("heading", { name: "What this means, and what you can do" })).toBeVisible();
  await done.getByRole("combobox", { name: "What was done" }).selectOption("Talked with both");
  await database.query("update duos set ended_on = '2026-03-03' where id = $1", [duo]);
  await done.getByRole("button", { name: "Note it" }).click();
  const refused = "This duo has ended, so nothing can be noted for it any more.";
  await expect(page.getByRole("status").filter({ hasText: refused })).toBeVisible();
  await expect(done.getByRole("heading", { name: "What was done" })).toBeFocused();
  await expect(done.getByRole("button", { name: "Note it" })).toHaveCount(0);

  await database.query(
    "insert into noted_actions (org_id, duo_id, cycle_id, done_on, kind, noted_by) values ($1, $2, $3, '2026-02-21', 'coach', $4)",
    [made.orgId, duo, cycleIds[1], made.people.Vera!.id],
  );
  await page.goto(`/insights/duos/${duo}`);
  await expect(page.getByText("This duo ended on 3 March 2026")).toBeVisible();
  await expect(page.getByText("what you can do")).toHaveCount(0);
  await expect(done.getByRole("listitem")).toHaveText([/^Offered a coach, 21 February 2026/]);
  await expect(done.getByRole("button", { name: "Note it" })).toHaveCount(0);
  await expectAccessible(page);

  // The list of changes suggests nothing where all of a group ended.
  await page.goto("/insights/changes");
  const declining = page.getByRole("region", { name: /^Diverging, declining/ });
  await expect(declining).toContainText("Ended on 3 March 2026.");
  await expect(declining).not.toContainText("Re-scope");
  await expect(page.getByRole("region", { name: /^Diverging, moving apart/ })).toContainText("Offer a coach");
  await expect(title(page)).toBeVisible();
});

test("without a connection noting says so beside the form and keeps what was chosen", async ({
  page,
  context,
  lead,
}) => {
  const { made } = await lead("Vera");
  await page.goto(`/insights/duos/${made.duos.p8}`);
  const done = section(page, "What was done");
  const kind = done.getByRole("combobox", { name: "What was done" });
  await kind.selectOption("Offered a coach");
  await context.setOffline(true);
  await done.getByRole("button", { name: "Note it" }).click();
  await expect(done.getByText("No answer came from Twofold.")).toBeVisible();
  await expect(kind).toHaveValue("coach");
  await expect(title(page)).toHaveText("Ip8 & Mp8");
  await context.setOffline(false);
  await done.getByRole("button", { name: "Note it" }).click();
  await expect(done.getByRole("listitem")).toHaveText([/^Offered a coach/]);
  await context.setOffline(true);
  await done.getByRole("button", { name: /^Take back/ }).click();
  // Nothing was typed for it.
  const unanswered = done.getByText("No answer came from Twofold. Check your connection and try again.");
  await expect(unanswered).toBeVisible();
  await expect(done.getByRole("listitem")).toHaveCount(1);
  // Only the form that was sent last says what came of it.
  await expect(done.getByText(/^Noted: /)).toHaveCount(0);
  // What was chosen for another note stays while the page is made anew, which shows that nothing was taken back.
  await kind.selectOption("Talked with both");
  await context.setOffline(false);
  await expect(unanswered).toHaveCount(0);
  await expect(done.getByRole("listitem")).toHaveCount(1);
  await expect(kind).toHaveValue("talked");
  await done.getByRole("button", { name: "Note it" }).click();
  await expect(done.getByText(/^Noted: Talked with both/)).toBeVisible();
  // Two events of a cycle are too long for a phone's drawing: it counts them, and the table names them.
  await page.setViewportSize({ width: 390, height: 800 });
  const trend = section(page, "How has the level moved?");
  await expect(trend.locator("svg text", { hasText: "2 events" })).toBeVisible();
  await expect(trend.locator("svg text", { hasText: "…" })).toHaveCount(0);
});

test("a take-back that arrived while its answer was lost shows so once the connection is back", async ({
  page,
  context,
  lead,
}) => {
  const { made } = await lead("Vera");
  await page.goto(`/insights/duos/${made.duos.p8}`);
  const done = section(page, "What was done");
  await done.getByRole("combobox", { name: "What was done" }).selectOption("Offered a coach");
  await done.getByRole("button", { name: "Note it" }).click();
  await expect(done.getByRole("listitem")).toHaveCount(1);
  await page.route("**/insights/duos/**", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    await route.fetch();
    await context.setOffline(true);
    await route.abort("connectionreset");
  });
  await done.getByRole("button", { name: /^Take back/ }).click();
  const unanswered = done.getByText("No answer came from Twofold.");
  await expect(unanswered).toBeVisible();
  await expect(done.getByRole("listitem")).toHaveCount(1);
  await context.setOffline(false);
  await expect(done.getByRole("listitem")).toHaveCount(0);
  await expect(unanswered).toHaveCount(0);
});

import { expect, expectAccessible } from "./fixtures";
import { datedCycles, filter, openFilters, rows, section, test, title, twoCycles } from "./leading";

const nameOf = (duo: string) => `I${duo} & M${duo}`;

test("the list narrows by what the URL says, sorts by its headers and can be cleared", {
  tag: "@phone",
}, async ({ page, lead }) => {
  const { made } = await lead("Vera");
  await page.goto("/insights/duos");
  await expect(title(page)).toHaveText(`22 duos in Company`);
  await expect(rows(page)).toHaveCount(22);
  await expect(rows(page).first()).toContainText("Diverging, declining since February");
  await expectAccessible(page);

  await openFilters(page);
  await filter(page, "State").selectOption("Strained");
  await expect(page).toHaveURL(/status=strained/);
  await expect(title(page)).toHaveText("1 duo matches what you chose");
  await expect(rows(page)).toContainText([nameOf("q2")]);
  await filter(page, "Unit").selectOption(made.units.Product!);
  await expect(page.getByText("No duo matches what you chose")).toBeVisible();
  await page.getByRole("link", { name: "Clear filters" }).first().click();
  await expect(title(page)).toHaveText("8 duos in Product");

  const header = (name: string) => page.getByRole("columnheader", { name });
  await expect(header("Level").getByRole("link")).toHaveCount(0);
  await page.getByRole("link", { name: "Duo", exact: true }).click();
  await expect(page).toHaveURL(/sort=name/);
  await expect(header("Duo")).toHaveAttribute("aria-sort", "ascending");
  await expect(rows(page).first()).toContainText(nameOf("p1"));
  await page.getByRole("link", { name: "Duo", exact: true }).click();
  await expect(rows(page).first()).toContainText(nameOf("p8"));

  await page.getByText("Only some duos").click();
  await filter(page, "Team size").selectOption("More than 10");
  await expect(page).toHaveURL(/team=over-10/);
  await expect(rows(page)).toContainText([nameOf("p8")]);
  await filter(page, "Line manager").selectOption("No");
  await expect(page.getByText("No duo matches what you chose")).toBeVisible();
  await page.getByRole("link", { name: "Clear filters" }).first().click();
  await expect(title(page)).toHaveText("8 duos in Product");

  await page.getByRole("searchbox", { name: "Search" }).fill("ip8");
  await page.getByRole("searchbox", { name: "Search" }).press("Enter");
  await expect(page).toHaveURL(/q=ip8/);
  await expect(rows(page)).toHaveCount(1);
});

test("the list works without scripts", async ({ browser, baseURL, lead, page }) => {
  await lead("Vera");
  const state = await page.context().storageState();
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false, storageState: state });
  const plain = await context.newPage();
  await plain.goto("/insights/duos");
  await filter(plain, "State").selectOption("Diverging");
  await plain.getByRole("button", { name: "Apply" }).click();
  await expect(title(plain)).toHaveText("2 duos match what you chose");
  await context.close();
});

test("a duo says its states with dates and reasons, and what to do, never an answer or a side", async ({
  page,
  lead,
}) => {
  await lead("Vera", datedCycles);
  await page.goto("/insights/duos");
  await page.getByRole("link", { name: nameOf("p2"), exact: true }).click();
  await expect(title(page)).toHaveText(nameOf("p2"));
  await expect(page.getByText("Diverging, declining since about February").first()).toBeVisible();
  await expect(
    page.getByText(
      "It probably began between January 2026 and February 2026. The level is about 30 points lower since then.",
    ),
  ).toBeVisible();
  const trend = section(page, "How has the level moved?");
  await expect(trend).toContainText("Questions: version 1.0.0.");
  await trend.getByText("Show as table").click();
  await expect(trend.getByRole("row")).toHaveText([
    /Event/,
    /January 2026.*change began about here/,
    /February 2026.*change began about here/,
  ]);
  await expect(page.getByText("50 of 100, was 80")).toBeVisible();
  await expect(page.getByText("Re-scope", { exact: true })).toBeVisible();
  const history = section(page, "What was said, and when?");
  await expect(history.getByRole("row")).toHaveText([
    /Cycle/,
    /February 2026.*Diverging, declining.*February 2026.*50/,
    /January 2026.*Multiplying.*January 2026.*80/,
  ]);
  await expect(section(page, "What is strong, what is weak?")).toContainText("Never shown to leaders");
  await expectAccessible(page);

  await page.getByRole("link", { name: "All duos" }).click();
  await page.getByRole("link", { name: nameOf("p3"), exact: true }).click();
  await expect(page.getByText("Not both partners submitted, so there is no state")).toBeVisible();
  await expect(page.getByText("Last state: Steady, in January 2026.")).toBeVisible();
});

test("a duo that moves apart beside a band of the same view says why both can hold", async ({
  page,
  lead,
}) => {
  const view = { status: "diverging", agreement: "high" } as const;
  const q1 = { ...view, reason: "apart" } as const;
  const duos = { ...twoCycles[1].duos, q1, p2: { ...view, reason: "declining" } as const };
  const { made } = await lead("Vera", [twoCycles[0], { duos }]);
  for (const [name, times] of [
    ["q1", 1],
    ["p2", 0],
  ] as const) {
    await page.goto(`/insights/duos/${made.duos[name]}`);
    await expect(page.getByRole("definition").filter({ hasText: "Same view" })).toBeVisible();
    await expect(page.getByText("Moving apart and “Same view” can both hold")).toHaveCount(times);
  }
});

test("a director reads their own unit alone, and a leader never the duo they are part of", async ({
  page,
  lead,
  signIn,
  context,
}) => {
  const { made } = await lead("Dina");
  await page.goto("/insights/duos");
  await expect(title(page)).toHaveText("8 duos in Product");
  // Not opened: "not found" asks whether Dina is still signed in, and would reload over the page that Paul opens next.
  for (const path of [
    `/insights/duos/${made.duos.q2}`,
    `/insights/units/${made.units.Platform}`,
    `/insights/units?unit=${made.units.Company}`,
  ]) {
    expect((await page.request.get(path)).status()).toBe(404);
  }

  await signIn(context, made.people.Paul!);
  await page.goto("/insights/duos");
  await expect(title(page)).toHaveText("7 duos in Platform");
  await expect(page.getByText("Iq1 & Paul")).toBeHidden();
  expect((await page.goto(`/insights/duos/${made.duos.q1}`))?.status()).toBe(404);
  await page.goto("/insights/units");
  await page
    .getByRole("row", { name: /Platform/ })
    .first()
    .getByRole("link", { name: "Platform" })
    .click();
  await expect(title(page)).toHaveText(/^Platform stands at/);
});

test("two partners read the row that their leaders read and what they noted, and in private there is no row", async ({
  page,
  lead,
  signIn,
  database,
  context,
}) => {
  const { made, cycleIds } = await lead("Vera", [twoCycles[1], { ...twoCycles[1], sharingMode: "private" }]);
  await page.goto(`/insights/duos/${made.duos.p8}?cycle=${cycleIds[0]}`);
  const done = section(page, "What was done");
  await expect(done).toContainText("Nothing has been noted for this duo.");
  await done.getByRole("combobox", { name: "What was done" }).selectOption("Offered a coach");
  await done.getByLabel("Day").fill("2026-01-20");
  await done.getByRole("button", { name: "Note it" }).click();
  await expect(done.getByRole("listitem")).toHaveText([/^Offered a coach, 20 January 2026/]);
  await expect(done.getByRole("combobox", { name: "What was done" })).toBeFocused();
  // Noted in another window meanwhile: noting the same again brings the list up to date, and so does a refusal to take back.
  await database.query(
    "insert into noted_actions (org_id, duo_id, cycle_id, done_on, kind, noted_by) values ($1, $2, $3, '2026-01-21', 'celebrated', $4)",
    [made.orgId, made.duos.p8, cycleIds[0], made.people.Vera!.id],
  );
  await done.getByRole("combobox", { name: "What was done" }).selectOption("Offered a coach");
  await done.getByLabel("Day").fill("2026-01-20");
  await done.getByRole("button", { name: "Note it" }).click();
  await expect(done).toContainText("Noted: Offered a coach, 20 January 2026.");
  await expect(done.getByRole("listitem")).toHaveCount(2);
  await database.query("delete from noted_actions where duo_id = $1 and kind = 'celebrated'", [made.duos.p8]);
  await done.getByRole("listitem").filter({ hasText: "21 January" }).getByRole("button").click();
  await expect(done).toContainText("It is not there any more, or a day has passed since it was noted.");
  await expect(done.getByRole("listitem")).toHaveCount(1);
  await expectAccessible(page);

  await signIn(context, made.people.Ip8!);
  await page.goto(`/duos/${made.duos.p8}?cycle=${cycleIds[0]}`);
  await expect(section(page, "What your leaders noted").getByRole("listitem")).toHaveText(
    "Offered a coach, 20 January 2026",
  );
  const noteDays = (from: number, to: number) =>
    database.query(
      `insert into noted_actions (org_id, duo_id, cycle_id, done_on, kind, noted_by)
       select $1, $2, $3, date '2026-01-31' + day, kind, $4 from generate_series($5::int, $6::int) day,
       unnest(array['celebrated', 'talked', 'coach', 'facilitated', 're-scoped', 'roles', 'line-changed', 'left-alone']) kind`,
      [made.orgId, made.duos.p8, cycleIds[0], made.people.Vera!.id, from, to],
    );
  // The newest are read at a glance, the others unfold: a few of them, and a thousand.
  const noted = section(page, "What your leaders noted");
  const shown = noted.getByRole("listitem").filter({ visible: true });
  await noteDays(1, 3);
  await page.reload();
  await expect(shown).toHaveCount(20);
  await noted.getByText("5 older ones").click();
  await expect(shown).toHaveCount(25);
  await expectAccessible(page);
  await noteDays(4, 125);
  await page.reload();
  await expect(shown).toHaveCount(20);
  await noted.getByText("981 older ones").click();
  await expect(shown).toHaveCount(1001);
  const read = section(page, "What your leaders read");
  await expect(read).toContainText("Steady");
  await expect(read).toContainText("60 of 100, to the nearest 5 points");
  await expect(read).toContainText("Grades: not stated · Team: more than 10 · line management between you");
  await page.goto(`/duos/${made.duos.p8}?cycle=${cycleIds[1]}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(read).toHaveCount(0);
});

test("a private cycle shows no duo and bands for units, also after a change of mode", async ({
  page,
  lead,
}) => {
  const { cycleIds } = await lead("Vera", [
    ...twoCycles,
    { ...twoCycles[1], sharingMode: "private" },
    twoCycles[0],
  ]);
  await page.goto(`/insights/duos?cycle=${cycleIds[2]}`);
  await expect(page.getByText("This cycle was run in private mode")).toBeVisible();
  await expect(page.getByRole("table")).toHaveCount(0);
  await page.getByRole("link", { name: "Look at the units" }).click();
  await page.getByRole("table").first().getByRole("link", { name: "Product", exact: true }).click();
  await expect(page.getByText("Up to 20%").first()).toBeVisible();
  await expectAccessible(page);
  await page.goto(`/insights?cycle=${cycleIds[2]}`);
  const heat = section(page, "Is it one team or the whole department?");
  await expect(heat.getByRole("rowheader", { name: "Company" })).toBeVisible();
  await expect(heat.getByRole("rowheader", { name: "Labs" })).toHaveCount(0);
  await expect(heat.getByText(/Labs.*: Too few complete duos/)).toHaveCount(1);

  // The cycle after a private one starts a new history: no state from before it is carried over.
  await page.goto(`/insights/duos?cycle=${cycleIds[3]}&q=Ip2`);
  await page.getByRole("link", { name: nameOf("p2"), exact: true }).click();
  const history = section(page, "What was said, and when?");
  await expect(history.getByRole("row")).toHaveText([
    /Cycle/,
    /April 2026.*Fresh start.*Multiplying.*April 2026/,
    /February 2026.*Diverging/,
    /January 2026.*Multiplying/,
  ]);
});

test("a withdrawn cycle says so and shows no figure", async ({ page, lead }) => {
  const { cycleIds, made } = await lead("Vera", [
    twoCycles[0],
    { ...twoCycles[1], withdrawn: "The window was wrong." },
  ]);
  for (const path of [
    "/insights/duos",
    `/insights/duos/${made.duos.p2}`,
    "/insights/units",
    `/insights/units/${made.units.Product}`,
  ]) {
    await page.goto(`${path}?cycle=${cycleIds[1]}`);
    await expect(page.getByText("Reason given: The window was wrong.")).toBeVisible();
    await expect(page.getByRole("table")).toHaveCount(0);
  }
  expect((await page.request.get(`/insights/export?table=cells&cycle=${cycleIds[1]}`)).status()).toBe(404);
});

test("a unit's tab and a duo's are called by their names; each is read when it is opened, once, and not beyond the scope", async ({
  page,
  lead,
  database,
}) => {
  const { made } = await lead("Dina");
  const reads = async () => {
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    return (await database.query("select from audit_log where org_id = $1", [made.orgId])).rowCount;
  };
  const fetchedAhead: string[] = [];
  page.on("request", (request) => {
    if (request.headers()["next-router-prefetch"]) fetchedAhead.push(request.url());
  });
  await page.goto(`/insights/units/${made.units.Product}`, { waitUntil: "networkidle" });
  await expect(page).toHaveTitle("Product · Twofold");
  expect(fetchedAhead).toEqual([]);
  expect(await reads()).toBe(1);
  await page.goto(`/insights/duos/${made.duos.p2}`);
  await expect(page).toHaveTitle(`${nameOf("p2")} · Twofold`);
  expect(await reads()).toBe(2);
  for (const path of [`/insights/units/${made.units.Platform}`, `/insights/duos/${made.duos.q2}`]) {
    expect((await page.goto(path))?.status()).toBe(404);
    await expect(page).toHaveTitle("There is nothing here for you · Twofold");
    expect(await page.content()).not.toMatch(new RegExp(`Platform|${nameOf("q2")}`));
  }
});

import type { PublishedCycle } from "@/testkit/factories/published";
import { expectFits } from "./fitting";
import { expect, expectAccessible } from "./fixtures";
import { filter, openFilters, section, test, title, twoCycles } from "./leading";

test("a leader reads the state in one sentence, what changed and whom to look at first", async ({
  page,
  lead,
}) => {
  await lead("Vera");
  await page.goto("/insights");
  await expect(title(page)).toHaveText(
    "1 of 21 complete duos multiplies its impact. 2 diverge, all of them newly since January.",
  );
  await expect(page.getByText("21 of 22 duos complete · 21 duos complete in January too")).toBeVisible();
  await expect(page.getByText("published 28 February 2026, never recomputed")).toBeVisible();
  const changed = section(page, "What changed?");
  await expect(changed.getByRole("listitem")).toHaveCount(2);
  await expect(changed).toContainText("Diverging, declining since February. Level 50, was 80.");
  await expect(changed).toContainText(
    "About one in six of the duos shown as diverging has in truth not changed.",
  );
  const first = section(page, "Which duos should I look at first?");
  await expect(first.getByRole("row")).toHaveCount(4);
  const beside = section(page, "How are the units doing, side by side?");
  await expect(beside.getByRole("row", { name: /^Product/ })).toContainText(/7 of 8.*88%/);
  await expect(beside.getByRole("rowheader")).toHaveText(["Company", "Labs", "Platform", "Product"]);
  await expect(section(page, "Is it one team or the whole department?")).toContainText(
    "Too few complete duos to show safely.",
  );
  await expectAccessible(page);
});

/** The same cycles, in which every duo kept what it promised. */
const promisesKept = (cycles: readonly PublishedCycle[]): PublishedCycle[] =>
  cycles.map(({ duos }) => ({
    duos: Object.fromEntries(
      Object.entries(duos).map(([name, duo]) => {
        if (duo === "incomplete") return [name, duo];
        return [name, { ...(typeof duo === "string" ? { status: duo } : duo), kept: 1 }];
      }),
    ),
  }));

test("cycle, unit and what duos are stand in the URL and stay chosen from view to view", {
  tag: "@phone",
}, async ({ page, lead }) => {
  const { made, cycleIds } = await lead("Vera", promisesKept(twoCycles));
  await page.goto("/insights");
  const kept = section(page, "Do duos keep what they promise each other?");
  await expect(kept).toContainText("80% or more of the promises were kept, over 21 of 22 duos");
  await expect(kept.getByRole("row", { name: "Product" })).toContainText("80% or more7 of 8");
  // Hidden ones are named below the table, each reason once.
  await expect(kept.getByRole("rowheader")).toHaveText(["Product"]);
  await expect(
    kept.getByText(/^Labs: Too few duos whose promises were due and rated by both\. At/),
  ).toBeVisible();
  await expect(kept.getByText(/^Platform: .* beside those of a leader/)).toBeVisible();
  await expectFits(page, "the share of kept promises");
  await openFilters(page);
  await filter(page, "Unit").selectOption(made.units.Product!);
  await expect(page).toHaveURL(new RegExp(`unit=${made.units.Product}`));
  await expect(title(page)).toHaveText(
    "1 of 7 complete duos multiplies its impact. 1 diverges, newly since January.",
  );
  await filter(page, "Cycle").selectOption("January 2026");
  await expect(page).toHaveURL(new RegExp(`cycle=${cycleIds[0]}`));
  await expect(title(page)).toHaveText("2 of 8 complete duos multiply their impact.");
  await page.getByRole("link", { name: "Changes", exact: true }).click();
  await expect(page).toHaveURL(
    new RegExp(`/insights/changes\\?cycle=${cycleIds[0]}&unit=${made.units.Product}`),
  );
  await expect(title(page)).toHaveText(/^This is the first cycle/);
  await expect(page.getByText("Until then nothing is said of them, and no duo can diverge.")).toHaveCount(1);
  await openFilters(page);
  await expect(filter(page, "Unit")).toHaveValue(made.units.Product!);
  await expect(page.locator("nav [aria-current=page]")).toHaveText(["Insights", "Changes"]);

  await page.goto(`/insights?unit=${made.units.Product}`);
  await openFilters(page);
  await page.getByText("Only some duos").click();
  await filter(page, "Team size").selectOption("More than 10");
  await expect(page).toHaveURL(/team=over-10/);
  await expect(title(page)).toHaveText("The one complete duo does not multiply its impact yet.");
  await expect(page.getByRole("table", { name: "Is it one team" })).not.toContainText("Trust");
  await expect(kept).toHaveCount(0);
  await expect(page.getByText("promises kept are known for all duos together only.")).toBeVisible();
  await page.getByRole("link", { name: "Duos", exact: true }).click();
  await expect(title(page)).toHaveText("1 duo matches what you chose");
  await page.getByRole("link", { name: "Take away Team size: More than 10" }).click();
  await expect(title(page)).toHaveText("8 duos in Product");
});

test("changes say what to do, the flow says who moved where", async ({ page, lead }) => {
  const [first, second] = twoCycles;
  const apart = { status: "diverging", reason: "apart" } as const;
  const third = { duos: { ...second.duos, p3: apart, l1: { status: "strained", reason: "low" } as const } };
  const { cycleIds } = await lead("Vera", [first, second, third]);
  await page.goto(`/insights/changes?cycle=${cycleIds[1]}`);
  await expect(title(page)).toHaveText("2 duos changed their state since January 2026.");
  await expect(page.getByRole("heading", { name: /Diverging, declining \(1\)/ })).toBeVisible();
  await expect(page.getByText("Up to 20% of 21 duos may be about to change.")).toBeVisible();
  await expect(page.getByText(/the 21 duos complete in both cycles\. About one in six/)).toBeVisible();
  await expectAccessible(page);
  await page.goto(`/insights/flow?cycle=${cycleIds[1]}`);
  await expect(title(page)).toHaveText("19 of 21 duos kept their state.");
  await expect(page.getByText("1 duo went from multiplying to diverging")).toBeVisible();
  await expectAccessible(page);

  // p3 was not complete in the cycle before: listed with the date of its last state, and not counted with the others.
  await page.goto("/insights/changes");
  await expect(title(page)).toHaveText("1 duo changed its state since February 2026.");
  await expect(page.getByText("Counted are the 21 duos complete in both cycles. 1 more duo")).toBeVisible();
  await expect(page.getByRole("heading", { name: /\(1\)$/ })).toHaveText([
    /Strained, low level \(1\)/,
    /Diverging, moving apart, since an older state \(1\)/,
  ]);
  await expect(page.getByText("Last state before in January 2026.")).toHaveCount(1);
  await expectAccessible(page);
  await page.goto("/insights");
  await expect(title(page)).toContainText(
    "3 diverge. Of the 21 duos complete in both cycles, none diverges newly since February.",
  );
  await expect(page.getByText("they are not the same from one to the next")).toBeVisible();
});

test("a director sees their own unit and nothing else, and nothing once that has ended; a partner sees no insights", async ({
  page,
  lead,
  signIn,
  context,
  database,
}) => {
  const { made, cycleIds } = await lead("Dina");
  await page.goto("/insights");
  await expect(title(page)).toHaveText(/^1 of 7 complete duos/);
  await expect(page.getByText("Iq1 & Paul")).toHaveCount(0);
  // Not opened: "not found" asks whether Dina is still signed in, and would reload over the page that Ip1 opens next.
  for (const view of ["/insights", "/insights/changes", "/insights/flow"]) {
    for (const query of [`unit=${made.units.Company}`, `unit=${made.units.Platform}&cycle=${cycleIds[0]}`]) {
      expect((await page.request.get(`${view}?${query}`)).status(), `${view}?${query}`).toBe(404);
    }
  }
  // Their role ends while a duo's page is open: what they note is refused in words, and nothing is read any more.
  await page.goto(`/insights/duos/${made.duos.p8}?cycle=${cycleIds[0]}`);
  const done = section(page, "What was done");
  await done.getByRole("combobox", { name: "What was done" }).selectOption("Offered a coach");
  await done.getByLabel("Day").fill("2026-01-20");
  await database.query("update role_grants set revoked_at = app_now() where person_id = $1", [
    made.people.Dina!.id,
  ]);
  await done.getByRole("button", { name: "Note it" }).click();
  await expect(page.getByText(/This does not exist, or you have no access to it/)).toBeVisible();
  for (const path of [`/insights/duos/${made.duos.p8}`, "/insights/export?table=duos"]) {
    expect((await page.request.get(path)).status(), path).toBe(404);
  }
  await signIn(context, made.people.Ip1!);
  expect((await page.goto("/insights"))?.status()).toBe(404);
});

test("a leader who is in a duo is told why the map has one mark less", async ({
  page,
  lead,
  signIn,
  context,
}) => {
  const { made } = await lead("Paul");
  const map = section(page, "Where do our duos stand?");
  await page.goto("/insights");
  await expect(page.getByText("8 of 8 duos complete · ")).toBeVisible();
  await expect(map.getByRole("table").first().getByRole("link")).toHaveCount(7);
  await expect(map).toContainText("A duo you are part of yourself is not listed; figures count it.");
  await signIn(context, made.people.Dina!);
  await page.goto("/insights");
  await expect(page.getByText("7 of 8 duos complete · ")).toBeVisible();
  await expect(map.getByRole("table").first().getByRole("link")).toHaveCount(7);
  await expect(map).not.toContainText("A duo you are part of");
});

test("a unit of two duos is counted where their rows are read, and hidden with its reason where not", async ({
  page,
  lead,
}) => {
  const { made, cycleIds } = await lead("Vera", [
    twoCycles[0],
    twoCycles[1],
    { ...twoCycles[1], sharingMode: "private" },
  ]);
  await page.goto(`/insights?unit=${made.units.Labs}&cycle=${cycleIds[1]}`);
  await expect(title(page)).toHaveText("None of 2 complete duos multiplies its impact yet.");
  await expectAccessible(page);
  await page.goto(`/insights?unit=${made.units.Labs}`);
  await expect(title(page)).toHaveText("The figures of Labs are hidden in this cycle");
  await expect(page.getByText("Too few complete duos to show safely.").first()).toBeVisible();
  await expectAccessible(page);
});

test("filters that match no duo say so once, with the way back to all of them", async ({ page, lead }) => {
  const { made } = await lead("Vera", twoCycles);
  for (const view of [
    "/insights/changes",
    "/insights/flow",
    "/insights/units",
    `/insights/units/${made.units.Product}`,
    "/insights",
  ]) {
    await page.goto(`${view}?team=to-5`);
    await expect(title(page)).toHaveText("0 duos match what you chose");
    await expect(page.getByRole("main").getByText(/are hidden|was enrolled|diverges/)).toHaveCount(0);
    await expect(page.getByRole("main").getByRole("table")).toHaveCount(0);
  }
  await expectAccessible(page);
  await page.getByRole("link", { name: "Show all duos" }).last().click();
  await expect(title(page)).toHaveText(/^1 of 21 complete duos/);
});

test("a private cycle shows bands, no duo, and says so", async ({ page, lead }) => {
  await lead("Vera", [twoCycles[0], { ...twoCycles[1], sharingMode: "private" }]);
  await page.goto("/insights");
  await expect(title(page)).toHaveText("Up to 20% of 21 complete duos multiply their impact.");
  await expect(page.getByText("This cycle was run in private mode")).toBeVisible();
  await expect(page.getByText("Where do our duos stand?")).toHaveCount(0);
  expect(await page.content()).not.toContain("Ip2");
  await expectAccessible(page);
  await page.goto("/insights/flow");
  await expect(title(page)).toHaveText("This cycle shows no duos, so none is followed");
});

test("a withdrawn cycle says so on every view and shows no figure", async ({ page, lead }) => {
  const reason = "The wrong people were enrolled.";
  const { cycleIds } = await lead("Vera", [twoCycles[0], { ...twoCycles[1], withdrawn: reason }]);
  await page.goto("/insights");
  await expect(title(page)).toHaveText("2 of 22 complete duos multiply their impact.");
  await expect(page.getByText(`Reason given: ${reason}`)).toBeVisible();
  for (const view of ["/insights", "/insights/changes", "/insights/flow"]) {
    await page.goto(`${view}?cycle=${cycleIds[1]}`);
    await expect(page.getByText(`Reason given: ${reason}`)).toBeVisible();
    await expect(page.getByText("Its figures are not shown.")).toBeVisible();
    await expect(title(page)).toHaveText(/^The cycle of February 2026 was withdrawn on/);
    await expect(page.getByRole("region")).toHaveCount(0);
  }
  await expectAccessible(page);
});

test("before the first publication the views say so", async ({ page, lead }) => {
  await lead("Vera", []);
  for (const view of ["/insights", "/insights/changes", "/insights/flow"]) {
    await page.goto(view);
    await expect(page.getByText("Nothing is published yet")).toBeVisible();
  }
});

test("every figure is there without scripts, and the filters work", async ({ browser, lead, context }) => {
  const { made } = await lead("Vera");
  const plain = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await context.storageState(),
  });
  const page = await plain.newPage();
  await page.goto("/insights");
  await expect(title(page)).toHaveText(/^1 of 21 complete duos/);
  await page.getByText("Show as table").last().click();
  await expect(page.getByRole("table", { name: "Is the level moving?" })).toContainText("January 2026");
  await filter(page, "Unit").selectOption(made.units.Product!);
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(new RegExp(`unit=${made.units.Product}`));
  await expect(title(page)).toHaveText(/^1 of 7 complete duos/);
  await page.getByRole("link", { name: "Flow", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/insights/flow\\?.*unit=${made.units.Product}`));
  await plain.close();
});

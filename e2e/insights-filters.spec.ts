import { expect, expectAccessible } from "./fixtures";
import { filter, foldedFilters, section, test, title, twoCycles } from "./leading";
import { holdScripts, watches } from "./reloading";

test("a filter keeps the focus and its place when the keyboard chooses, so that the next choice can follow", async ({
  page,
  lead,
}) => {
  const { made } = await lead("Vera", twoCycles);
  await page.goto("/insights");
  const unit = filter(page, "Unit");
  await unit.focus();
  for (const name of ["Labs", "Platform"]) {
    await page.keyboard.press("ArrowDown");
    await expect(page).toHaveURL(new RegExp(`unit=${made.units[name]}`));
    await expect(unit).toHaveValue(made.units[name]!);
    await expect(unit).toBeFocused();
  }
  await page.getByText("Only some duos").click();
  const pair = filter(page, "Pair type");
  const place = await pair.boundingBox();
  await pair.focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByText("Only some duos (1)")).toBeVisible();
  expect(await pair.boundingBox()).toEqual(place);
  await page.goto("/insights/duos?status=incomplete");
  await expect(page.getByRole("main").getByRole("row").last()).toContainText("last state in January 2026");
});

test("a view of all duos says that it leaves out what was chosen, and keeps it for the others", async ({
  page,
  lead,
}) => {
  await lead("Vera", twoCycles);
  await page.goto("/insights?pair=tech-lead-em");
  await page.getByRole("link", { name: "Report", exact: true }).click();
  const said = page.getByText(
    "This view covers all kinds of duos; what you chose (Pair type: Tech Lead / EM) is kept for the other views.",
  );
  await expect(said).toBeVisible();
  await filter(page, "First cycle").selectOption({ index: 0 });
  await expect(page).toHaveURL(/pair=tech-lead-em/);
  const views = page.getByRole("navigation", { name: "Views of insights" });
  await views.getByRole("link", { name: "Kinds" }).click();
  await expect(page).toHaveURL(/kinds.*pair=tech-lead-em/);
  await expect(said).toBeVisible();
  await expectAccessible(page);
  await views.getByRole("link", { name: "Overview" }).click();
  await expect(page.getByText("Only duos with")).toBeVisible();
});

test("without a connection a filter, a link and a plain link keep the page and what was chosen, and go on afterwards", async ({
  page,
  context,
  lead,
}) => {
  const { made } = await lead("Vera", twoCycles);
  await page.goto("/insights/duos", { waitUntil: "networkidle" });
  await watches(page);
  const [notice, again] = [
    page.getByText("There is no connection to Twofold.", { exact: true }),
    page.getByRole("button", { name: "Try again" }),
  ];
  await context.setOffline(true);
  await filter(page, "Unit").selectOption(made.units.Product!);
  await expect(notice).toBeVisible();
  await expect(
    page.getByRole("status").filter({ hasText: "There is no connection to Twofold." }),
  ).toBeAttached();
  await expect(title(page)).toHaveText("22 duos in Company");
  await expect(filter(page, "Unit")).toHaveValue(made.units.Product!);
  await expectAccessible(page);
  await again.click();
  await expect(notice).toBeVisible();
  await context.setOffline(false);
  await expect(title(page)).toHaveText("8 duos in Product");
  await expect(notice).toHaveCount(0);

  await context.setOffline(true);
  await page.getByRole("link", { name: "Ip1 & Mp1", exact: true }).click();
  await expect(notice).toBeVisible();
  await expect(title(page)).toHaveText("8 duos in Product");
  // One of the frame, which the router does not follow.
  await page.getByRole("link", { name: "How it is computed" }).click();
  await expect(notice).toBeVisible();
  await context.setOffline(false);
  await again.click();
  await expect(page).toHaveURL(/methodology/);

  await page.goto("/insights/duos", { waitUntil: "networkidle" });
  await watches(page);
  await page.getByRole("group").filter({ hasText: "Vera" }).click();
  await context.setOffline(true);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(notice).toBeVisible();
  await expect(title(page)).toHaveText("22 duos in Company");
  await context.setOffline(false);
  await again.click();
  await expect(page).not.toHaveURL(/insights/);
});

test("a link that goes with what it did leaves the focus at the new heading", async ({ page, lead }) => {
  await lead("Vera", twoCycles);
  await page.goto("/insights/duos?status=strained");
  for (const link of ["Clear filters", "Iq2 & Mq2"]) {
    await page.getByRole("link", { name: link, exact: true }).first().focus();
    const before = await title(page).textContent();
    await page.keyboard.press("Enter");
    await expect(title(page)).not.toHaveText(before!);
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest("main") !== null)).toBe(true);
  }
  await expect(title(page)).toBeFocused();
});

test("what is chosen before the scripts run is chosen", async ({ page, lead }) => {
  const { made, cycleIds } = await lead("Vera", twoCycles);
  const runScripts = await holdScripts(page);
  await page.goto("/insights/duos", { waitUntil: "commit" });
  await filter(page, "Unit").selectOption(made.units.Product!);
  await filter(page, "Cycle").selectOption(cycleIds[0]!);
  await page.getByRole("searchbox", { name: "Search" }).fill("Ip3");
  await expect(title(page)).toHaveText("22 duos in Company");
  runScripts();
  await expect(page).toHaveURL(/q=Ip3/);
  await expect(page).toHaveURL(new RegExp(`cycle=${cycleIds[0]}.*unit=${made.units.Product}`));
  await expect(title(page)).toHaveText("1 duo matches what you chose");
  await expect(filter(page, "Unit")).toHaveValue(made.units.Product!);
  await expect(filter(page, "Cycle")).toHaveValue(cycleIds[0]!);

  await page.setViewportSize({ width: 390, height: 844 });
  const runLater = await holdScripts(page);
  await page.goto("/insights/units", { waitUntil: "commit" });
  const second = page.getByRole("combobox", { name: "Level and" });
  await second.selectOption("Trust");
  runLater();
  const heads = page.getByRole("table", { name: "Units by level" }).getByRole("columnheader");
  await expect(heads).toHaveText(["Unit", "Duos", "Level", "Trust"]);
  await expect(second).toHaveValue("7");
  await second.selectOption({ index: 0 });
  await expect(second).toHaveValue("1");
});

test("on a phone the filters unfold before the scripts run and without any, and stay unfolded with what was chosen", async ({
  page,
  browser,
  context,
  lead,
}) => {
  const { made } = await lead("Vera", twoCycles);
  await page.setViewportSize({ width: 390, height: 844 });
  const runScripts = await holdScripts(page);
  await page.goto("/insights/duos", { waitUntil: "commit" });
  const [fold, unit] = [foldedFilters(page), filter(page, "Unit")];
  await expect(fold).toHaveText("▶Filters, none set");
  await expect(unit).toBeHidden();
  await fold.focus();
  await page.keyboard.press("Enter");
  await expect(unit).toBeVisible();
  await page.keyboard.press("Space");
  await expect(unit).toBeHidden();
  await page.keyboard.press("Space");
  await expect(fold).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(filter(page, "Cycle")).toBeFocused();
  await unit.selectOption(made.units.Product!);
  runScripts();
  await expect(page).toHaveURL(new RegExp(`unit=${made.units.Product}`));
  await expect(fold).toHaveText("▶Filters, 1 set");
  await expect(unit).toBeVisible();
  await expect(unit).toHaveValue(made.units.Product!);
  await expectAccessible(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(fold).toBeHidden();
  await expect(unit).toBeVisible();

  const plain = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await context.storageState(),
    viewport: { width: 390, height: 844 },
  });
  const bare = await plain.newPage();
  await bare.goto("/insights/duos");
  const apply = bare.getByRole("button", { name: "Apply" });
  await expect(apply).toBeHidden();
  await foldedFilters(bare).click();
  await filter(bare, "Unit").selectOption(made.units.Product!);
  await apply.click();
  await expect(title(bare)).toHaveText("8 duos in Product");
  await expect(foldedFilters(bare)).toHaveText("▶Filters, 1 set");
  await bare.setViewportSize({ width: 1280, height: 800 });
  await expect(filter(bare, "Unit")).toHaveValue(made.units.Product!);
  await expect(apply).toBeVisible();
  await plain.close();
});

test("what waits for a connection gives way to what is asked for later", async ({ page, context, lead }) => {
  const { made, cycleIds } = await lead("Vera", twoCycles);
  const address = `/insights/duos/${made.duos.p8}`;
  await page.goto(address, { waitUntil: "networkidle" });
  await watches(page);
  const notice = page.getByText("There is no connection to Twofold.", { exact: true });
  const [cycle, done] = [filter(page, "Cycle"), section(page, "What was done")];
  const waitWith = async (value: string) => {
    await context.setOffline(true);
    await cycle.selectOption(value);
    await expect(notice).toBeVisible();
    await expect(cycle).toHaveValue(value);
  };

  // A form: it is answered at once, the page stays, and the filter says again what the page shows.
  await waitWith(cycleIds[0]!);
  await done.getByRole("combobox", { name: "What was done" }).selectOption("Offered a coach");
  await done.getByRole("button", { name: "Note it" }).click();
  await expect(done.getByText("No answer came from Twofold.")).toBeVisible();
  await expect(notice).toHaveCount(0);
  await expect(cycle).toHaveValue(cycleIds[1]!);
  await context.setOffline(false);
  await done.getByRole("button", { name: "Note it" }).click();
  await expect(done.getByText(/^Noted: Offered a coach/)).toBeVisible();
  expect(new URL(page.url()).search).toBe("");

  // Another choice, and then a plain link: the last one is followed.
  await waitWith(cycleIds[0]!);
  await filter(page, "Range").selectOption({ index: 0 });
  await context.setOffline(false);
  await expect(page).toHaveURL(new RegExp(`cycle=${cycleIds[0]}&range=`));
  await waitWith(cycleIds[1]!);
  await page.getByRole("link", { name: "How it is computed" }).click();
  await context.setOffline(false);
  await expect(notice).toBeVisible();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page).toHaveURL(/methodology/);
});

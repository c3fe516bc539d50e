import type { PublishedCycle } from "@/testkit/factories/published";
import { insightsOrganization, steadyBut } from "@/testkit/scenes/insights";
import { expectNoneWider } from "./fitting";
import { expect, expectAccessible } from "./fixtures";
import { section, test, title, twoCycles } from "./leading";

/** A cycle in which no duo is complete but the named ones. */
const silentBut = (others: PublishedCycle["duos"] = {}): PublishedCycle => ({
  duos: { ...Object.fromEntries(Object.keys(steadyBut()).map((name) => [name, "incomplete"])), ...others },
});
const none = "None of the 22 duos here was complete in this cycle, so nothing is said of any.";
const few = "Too few complete duos to show safely. At least five are needed, with six different people.";

test("where no duo is complete each view says so once, and no row or chart repeats it", async ({
  page,
  lead,
}) => {
  const { made } = await lead("Vera", [...twoCycles, silentBut()]);
  const main = page.getByRole("main");
  const heat = page.getByRole("table", { name: "Units by level and dimension" });
  await page.goto("/insights/units");
  await expect(main.getByText(none)).toHaveCount(1);
  await expect(heat.getByRole("columnheader")).toHaveText(["Unit", "Duos"]);
  await expect(heat.getByRole("row")).toHaveText([
    "UnitDuos",
    /^Company0 of 22$/,
    /^Labs0 of 2$/,
    /^Platform0 of 8$/,
    /^Product0 of 8$/,
  ]);
  await expect(main.getByText(few)).toHaveCount(0);
  await expect(main.getByText("Hatched: hidden")).toHaveCount(0);
  await expectAccessible(page);
  await expectNoneWider(page, "units without a complete duo");
  await heat.getByRole("link", { name: "Product" }).click();
  await expect(main.getByText(none.replace("22", "8"))).toHaveCount(1);
  await expect(section(page, "Does it depend on the kind of pair?")).toHaveCount(0);
  await expect(section(page, "How does it compare?")).toHaveCount(0);
  await expectAccessible(page);

  await page.goto("/insights");
  await expect(title(page)).toHaveText(none);
  await expect(section(page, "Is it one team or the whole department?")).toHaveCount(0);
  await expect(section(page, "How are the units doing, side by side?")).toHaveCount(0);
  await expect(section(page, "Is the mix improving?")).toBeVisible();
  await expectAccessible(page);

  await page.goto("/insights/kinds");
  await expect(title(page)).toHaveText("What kind of duos multiply?");
  await expect(main.getByText("0 of 22 duos of Company are complete, and counted here.")).toHaveCount(1);
  await expect(main.getByText("Kinds are compared from 20 complete duos on")).toHaveCount(1);
  await expect(main.getByRole("region")).toHaveCount(0);
  await expect(main.getByRole("list", { name: /./ })).toHaveCount(0);
  await expectAccessible(page);
  await expectNoneWider(page, "kinds without a complete duo");

  await page.goto("/insights/report");
  await expect(main.getByText(none)).toHaveCount(1);
  await expect(section(page, "What kind of duos multiply?").getByRole("paragraph")).toHaveCount(1);
  for (const unit of [made.units.Company, made.units.Labs]) {
    await page.goto(`/insights/changes?unit=${unit}`);
    await expect(title(page)).toHaveText("No duo is complete in both this cycle and February 2026.");
  }
});

test("a first cycle without a complete duo draws no empty chart", async ({ page, lead }) => {
  await lead("Vera", [silentBut()]);
  const main = page.getByRole("main");
  for (const path of ["/insights", "/insights/report"]) {
    await page.goto(path);
    await expect(main.getByText(none)).toHaveCount(1);
    await expect(main.getByText("Is the mix improving?")).toHaveCount(0);
    await expect(main.getByText("Is the level moving?")).toHaveCount(0);
  }
  await expectAccessible(page);
});

test("a reason that holds for every unit is said once above them", async ({ page, lead }) => {
  // With Paul in a duo of Platform, it would have a reason of its own.
  const spec = insightsOrganization();
  spec.duos!.q1!.manager = "Mq1";
  spec.people.Mq1 = {};
  const cycles = [...twoCycles, silentBut({ p1: "steady", p4: "multiplying" })];
  const { made } = await lead("Vera", cycles, spec);
  const main = page.getByRole("main");
  for (const path of ["/insights/units", "/insights", `/insights/kinds?unit=${made.units.Product}`]) {
    await page.goto(path);
    if (path.includes("kinds")) break;
    await expect(main.getByText(`Trust: ${few}`)).toHaveCount(1);
    await expect(main.getByText(few)).toHaveCount(1);
    const heat = page.getByRole("table", { name: /^Units by level|^Is it one team/ });
    await expect(heat.getByRole("columnheader", { name: "Trust" })).toHaveCount(0);
    await expect(heat.getByRole("row", { name: /Product/ })).toContainText("2 of 8");
    await expectAccessible(page);
  }
  // A kind of which none is complete has no share.
  const line = section(page, "Does it matter whether one manages the other?");
  await expect(line.getByRole("listitem").first()).toContainText("0 of 1 complete");
  await expect(line.getByText("0 of 0")).toHaveCount(0);

  const privately = { ...silentBut(), sharingMode: "private" as const };
  await lead("Vera", [...twoCycles, privately], spec);
  await page.goto("/insights/units");
  await expect(main.getByText(few)).toHaveCount(1);
  await expect(main.getByRole("rowheader")).toHaveText(["Company", "Labs", "Platform", "Product"]);
  await expectAccessible(page);
  await expectNoneWider(page, "units hidden alike");
});

test("a leader of several units reads of each that none is complete, without a table that repeats it", async ({
  page,
  lead,
  database,
}) => {
  const { made } = await lead("Dina", [...twoCycles, silentBut()]);
  await database.query(
    "insert into role_grants (org_id, id, person_id, role, unit_id) values ($1, gen_random_uuid(), $2, 'leader', $3)",
    [made.orgId, made.people.Dina!.id, made.units.Platform],
  );
  await page.goto("/insights");
  await expect(title(page)).toHaveText(/^You lead several units/);
  await expect(page.getByText(none.replace("22", "8"))).toHaveCount(2);
  await expect(page.getByRole("table")).toHaveCount(0);
  await expectAccessible(page);
});

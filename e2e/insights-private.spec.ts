import { insightsOrganization } from "@/testkit/scenes/insights";
import { expect, expectAccessible } from "./fixtures";
import { section, test, title, twoCycles } from "./leading";

const privately = { ...twoCycles[1], sharingMode: "private" as const };
const others =
  "Too few complete duos to show safely beside those of a leader who may read it, and who could work out the others.";

/** The scene's company with two kinds of pairs. */
function twoKinds() {
  const spec = insightsOrganization();
  for (const [index, duo] of Object.values(spec.duos!).entries()) {
    duo.pairType = index % 3 === 0 ? "staff-senior-em" : "tech-lead-em";
  }
  return spec;
}

test("a private cycle shows kinds of pairs by level alone, and no table has a column or a row of dashes", async ({
  page,
  lead,
}) => {
  const { made } = await lead("Vera", [...twoCycles, privately], twoKinds());
  await page.goto(`/insights/units/${made.units.Company}`);
  await expect(title(page)).toHaveText("Company stands at 59");
  const pairs = section(page, "Does it depend on the kind of pair?");
  await expect(pairs.getByRole("columnheader")).toHaveText(["Pair", "Level", "Duos"]);
  await expect(pairs.locator("tbody").getByRole("row")).toHaveText([
    "Tech Lead / EM6014 of 14",
    /^Staff \/ Senior EM\d+7 of 8$/,
  ]);
  await expect(pairs).toContainText("from states by pair type, single duos could be worked out");
  // Nothing is compared with the company in the company itself.
  await expect(section(page, "Topic by topic").getByRole("row")).toHaveCount(11);
  await expectAccessible(page);

  await page.goto("/insights/units");
  const levels = section(page, "Which unit stands apart?");
  await expect(levels.getByRole("rowheader")).toHaveText(["Company", "Platform", "Product"]);
  for (const [path, said] of [
    ["/insights/changes", "This cycle shows no duos, so no change is counted."],
    ["/insights/flow", "This cycle shows no duos, so none is followed"],
  ] as const) {
    await page.goto(path);
    await expect(title(page)).toHaveText(said);
    await expect(page.getByRole("combobox", { name: "Compared with" })).toHaveCount(0);
  }
});

test("a unit that a leader in one of its duos could solve says that, and shows what it may", async ({
  page,
  lead,
}) => {
  const { made } = await lead("Vera", [...twoCycles, privately]);
  const main = page.getByRole("main");
  await page.goto("/insights");
  const beside = section(page, "How are the units doing, side by side?");
  await expect(beside.getByRole("paragraph").filter({ hasText: ": Too few" })).toHaveText([
    "Labs: Too few complete duos to show safely. At least five are needed, with six different people.",
    `Platform: ${others}`,
  ]);

  // Eight of eight are complete: enough for a mean, too few for states.
  await page.goto(`/insights?unit=${made.units.Platform}`);
  await expect(title(page)).toHaveText("In which states the duos of Platform are is hidden in this cycle");
  await expect(main.getByText(others)).toHaveCount(1);
  await expect(section(page, "Is it one team or the whole department?")).toContainText("8 of 8");
  await expect(beside).toHaveCount(0);
  const mix = page.getByRole("region", { name: "Is the mix improving?" });
  await expect(mix).toContainText("Cycles in private mode have no exact shares and stay empty here.");
  await expectAccessible(page);
  await page.goto(`/insights/units/${made.units.Platform}`);
  await expect(title(page)).toHaveText("Platform stands at 55, not distinguishable from the company.");
  await expect(main.getByText("In which states the duos of Platform are is hidden")).toHaveCount(1);
  await expect(main.getByText(others)).toHaveCount(1);
  await expectAccessible(page);

  // Where all figures are hidden for the same reason, the page has that reason a single time.
  await page.goto(`/insights?unit=${made.units.Labs}`);
  await expect(title(page)).toHaveText("The figures of Labs are hidden in this cycle");
  await expect(main.getByText("Too few complete duos to show safely.")).toHaveCount(1);
  await expect(section(page, "Is it one team or the whole department?")).toHaveCount(0);
  await page.goto("/insights/report");
  await expect(main).toContainText(
    "January 2026 and February 2026 are compared, over the 21 duos complete in both.",
  );
});

test("a first cycle that is private draws no empty chart, and no dash stands beside a number of duos", async ({
  page,
  lead,
}) => {
  await lead("Vera", [privately]);
  await page.goto("/insights");
  await expect(page.getByText("This is the first cycle")).toBeVisible();
  await expect(page.getByText("Is the mix improving?")).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Is the level moving?" })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "How far back" })).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText(/–\s*of 21/);
  await expectAccessible(page);
});

test("under a filter units without such a duo are named once, and what is on watch is known for all", async ({
  page,
  lead,
}) => {
  await lead("Vera", [...twoCycles, ...twoCycles]);
  // One duo alone has a line manager.
  await page.goto("/insights/units?line=yes");
  const heat = page.getByRole("table", { name: "Units by level and dimension" });
  await expect(heat.getByRole("rowheader")).toHaveText(["Company", "Product"]);
  await expect(page.getByText("No duo matches in Labs and Platform.")).toBeVisible();
  const levels = section(page, "Which unit stands apart?");
  await expect(levels.getByRole("columnheader")).toHaveText(["Unit", "Mean", "Duos"]);
  await expect(levels.getByRole("rowheader")).toHaveText(["Company", "Product"]);
  await expectAccessible(page);
  await page.goto("/insights/changes?line=yes");
  await expect(section(page, "On watch")).toHaveText(/It is known for all duos together only\.$/);
});

test("an attribute that nobody stated, or that is the same for all, is said not to be compared", async ({
  page,
  lead,
}) => {
  await lead("Vera", [...twoCycles, ...twoCycles]);
  await page.goto("/insights/kinds");
  const told = (question: string) => section(page, question).getByRole("paragraph").first();
  await expect(told("Does it depend on the distance of the two grades?")).toHaveText(/^It is often said/);
  const grades = section(page, "Does it depend on the distance of the two grades?");
  await expect(grades).toContainText("no two distances of grades can be compared yet");
  await expect(grades).not.toContainText("No kind here is distinguishable");
  const same = "All duos of which it is known are of one kind, so nothing is compared.";
  await expect(told("Does it depend on the kind of pair?")).toHaveText(same);
  await expect(told("Does it matter whether one manages the other?")).toHaveText(
    "No kind here is distinguishable from the others.",
  );
  await expectAccessible(page);
});

test("an organization of one duo is told whole, with nothing compared and every reason once", async ({
  page,
  lead,
}) => {
  const steady = { duos: { alone: "steady" as const } };
  const { made } = await lead("Vera", Array(5).fill(steady), {
    units: { Company: {}, Solo: { parent: "Company" } },
    people: { Vera: { leads: "Company" }, Ia: {}, Ma: {} },
    duos: { alone: { ic: "Ia", manager: "Ma", unit: "Solo" } },
  });
  const main = page.getByRole("main");
  await page.goto("/insights");
  await expect(title(page)).toHaveText("The one complete duo does not multiply its impact yet.");
  await expectAccessible(page);
  await page.goto(`/insights/units/${made.units.Solo}`);
  const topics = section(page, "Topic by topic");
  await expect(topics.getByRole("columnheader")).toHaveText(["Measure", "Figure", "Duos"]);
  await expect(main.getByText("Too few complete duos to show safely.")).toHaveCount(1);
  await expectAccessible(page);
  await page.goto("/insights/report");
  await expect(main).toContainText("Nothing is compared: there are too few other duos that you read.");
  await expectAccessible(page);
});

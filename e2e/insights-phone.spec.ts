import { insightsOrganization } from "@/testkit/scenes/insights";
import { expectFits, expectNothingCut } from "./fitting";
import { expect, expectAccessible } from "./fixtures";
import { filter, openFilters, test } from "./leading";

const long = "Reliability and Observability of the Platform, North";

/** The scene's company with two units of one name, and two of a name that is the same but for its end. */
function alikeNamed() {
  const spec = insightsOrganization();
  const twin = { Checkout: { parent: "Product" }, [long]: { parent: "Platform" } };
  return { ...spec, units: { ...spec.units, ...twin } };
}

test("on a phone the chosen unit is told apart from others of its name, and a long one is not cut off", async ({
  page,
  lead,
  database,
}) => {
  const { made } = await lead("Vera", undefined, alikeNamed());
  // As an opening stores them: a name that two units share, and each one's path.
  for (const [unit, path] of [
    ["Labs", "Company / Labs"],
    ["Checkout", "Company / Product / Labs"],
  ] as const) {
    await database.query("update cycle_units set name = 'Labs', label = $2 where unit_id = $1", [
      made.units[unit],
      path,
    ]);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  const bar = page.getByRole("form", { name: "What these pages show" });
  const shown = async (unit: string) => {
    await page.goto(`/insights/units?unit=${made.units[unit]}`);
    await openFilters(page);
    await expect(filter(page, "Unit")).toHaveValue(made.units[unit]!);
    const [select, around] = [await filter(page, "Unit").boundingBox(), await bar.boundingBox()];
    return select!.width / around!.width;
  };
  expect(await shown("Product")).toBeLessThan(0.5);
  await expect(bar.locator("bdi")).toHaveCount(0);
  for (const [unit, whole] of [
    ["Labs", "Company / Labs"],
    ["Checkout", "Company / Product / Labs"],
    [long, long],
  ] as const) {
    expect(await shown(unit)).toBeGreaterThan(0.9);
    await expect(bar.locator("bdi")).toHaveText(whole);
    await expect(bar.locator("bdi")).toBeVisible();
    await expectFits(page, `the filters with ${whole}`);
    await expectNothingCut(page, `the filters with ${whole}`);
    // Read out is the choice itself, once.
    await expect(filter(page, "Unit")).toHaveAccessibleName("Unit");
  }
  await expectAccessible(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(bar.locator("bdi")).toBeHidden();
});

import { expect } from "./fixtures";
import { filter, test, twoCycles } from "./leading";

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

import { engineConstants } from "@/lib/engine/constants";
import { ratesOf } from "@/lib/methodology/error-rates";
import { headingIds, methodologyHref, sectionIds } from "@/lib/methodology/sections";
import { expect, expectAccessible, test } from "./fixtures";

test("anybody may read the method, without signing in", async ({ page }) => {
  const errors: string[] = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto("/methodology");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("How it is computed");
  for (const id of [...sectionIds, ...headingIds]) await expect(page.locator(`#${id}`), id).toHaveCount(1);
  await page.getByText("All questions, and who sees each answer").click();
  await expectAccessible(page);
  expect(errors).toEqual([]);
});

test("a figure's link leads to its section, and the contents do", async ({ page }) => {
  await page.goto(methodologyHref("error-rates"));
  await expect(page.getByRole("heading", { name: "How often it is wrong" })).toBeInViewport();
  await page.getByRole("navigation", { name: "On this page" }).getByRole("link", { name: "Status" }).click();
  await expect(page).toHaveURL(/#status$/);
  await expect(page.locator("#status").getByRole("heading", { name: "Status" })).toBeInViewport();
});

test("the figures are those the engine computes with", async ({ page }) => {
  await page.goto("/methodology");
  const { bar, trend, anchors } = engineConstants;
  const status = page.getByRole("table", { name: "Statuses, in the order in which they are tried" });
  await expect(status.getByRole("row", { name: /Diverging declining/ })).toContainText(`< ${trend.leave}`);
  await expect(page.locator("#change")).toContainText(
    `the floor ${bar.floor.declining} and ${bar.floor.apart}`,
  );
  await expect(status.getByRole("row", { name: /Strained low level/ })).toContainText(`<${anchors.low}`);
  const confirmed = ratesOf("confirmed", "standard").declining;
  const rates = page.getByRole("table", { name: "Simulated error rates, declining" });
  await expect(rates.getByRole("row", { name: /^Confirmed \d/ })).toContainText(
    `${(100 * confirmed.falseAlarms).toFixed(1)}%`,
  );
  const example = page.getByRole("table", { name: "The eight cycles" });
  await expect(example.getByRole("row").last()).toContainText("Diverging, declining");
});

test("nothing but tables is wider than a phone", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto("/methodology");
  const wide = await page.evaluate(() => ({
    page: document.documentElement.scrollWidth - innerWidth,
    formulas: [...document.querySelectorAll("math")]
      .filter((formula) => !formula.closest("table") && formula.getBoundingClientRect().right > innerWidth)
      .map((formula) => formula.textContent),
  }));
  expect(wide).toEqual({ page: 0, formulas: [] });
});

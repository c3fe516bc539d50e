import { expect } from "./fixtures";
import { section, test } from "./leading";

test("the keyboard goes over the marks of the map in one step, and back", async ({ page, lead }) => {
  await lead("Vera");
  await page.goto("/insights");
  const map = section(page, "Where do our duos stand?");
  const [over, back] = [
    map.getByRole("link", { name: "Skip the map’s 21 duos" }),
    map.getByRole("link", { name: "Back to before the map" }),
  ];
  const marks = map.getByRole("table").first().getByRole("link");
  await expect(marks).toHaveCount(21);
  await over.focus();
  await expect(over).toBeInViewport({ ratio: 1 });
  expect((await over.boundingBox())!.width).toBeGreaterThan(100);
  await page.keyboard.press("Enter");
  await expect(back).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(map.getByText("Show as table")).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(back).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(over).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(marks.first()).toBeFocused();
  await over.focus();
  await page.keyboard.press("Enter");
  expect(new URL(page.url()).hash).toBe("");
});

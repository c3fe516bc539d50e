import { irisAndMilo } from "./answering";
import { expect, test } from "./fixtures";

test("lines pasted and sent before the page's scripts run stay where they are, and are checked afterwards", async ({
  arrangeAs,
  page,
}) => {
  await arrangeAs("Ada", irisAndMilo(1, { Ada: { admin: true } }));
  let come = () => {};
  const coming = new Promise<void>((resolve) => {
    come = resolve;
  });
  await page.route("**/_next/static/**/*.js*", async (route) => {
    await coming;
    await route.continue();
  });
  await page.goto("/program/import", { waitUntil: "commit" });
  const lines = "person_id,name\nE1,Nora Novak\n";
  await page.getByLabel("Or paste lines here").fill(lines);
  const check = page.getByRole("button", { name: "Check the files" });
  await check.click();
  await expect(page.getByLabel("Or paste lines here")).toHaveValue(lines);
  come();
  await expect(async () => {
    await check.click();
    await expect(page).toHaveURL(/\/program\/import\/[0-9a-f-]{36}$/);
  }).toPass();
  await expect(page.getByText("pasted lines: 1 line read.")).toBeVisible();
});

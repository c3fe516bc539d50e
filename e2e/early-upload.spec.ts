import { irisAndMilo } from "./answering";
import { openEarly } from "./early";
import { expect, test } from "./fixtures";

test("lines pasted and sent before the page's scripts run stay where they are, and are checked afterwards", async ({
  arrangeAs,
  page,
}) => {
  await arrangeAs("Ada", irisAndMilo(1, { Ada: { admin: true } }));
  const go = await openEarly(page, "/program/import");
  const lines = "person_id,name\nE1,Nora Novak\n";
  await page.getByLabel("Or paste lines here").fill(lines);
  const check = page.getByRole("button", { name: "Check the files" });
  await check.click();
  await expect(page.getByLabel("Or paste lines here")).toHaveValue(lines);
  await go();
  await expect(async () => {
    await check.click();
    await expect(page).toHaveURL(/\/program\/import\/[0-9a-f-]{36}$/);
  }).toPass();
  await expect(page.getByText("pasted lines: 1 line read.")).toBeVisible();
});

import type { Locator, Page } from "@playwright/test";

/** Presses a button that asks first, and the button of the same name in the dialog that it opens. */
export async function confirm(page: Page, name: string, within: Page | Locator = page): Promise<void> {
  await within.getByRole("button", { name, exact: true }).first().click();
  await page.getByRole("dialog").getByRole("button", { name, exact: true }).click();
}

import type { Page } from "@playwright/test";

/** From the sign-in page to the provider, and signs in there as "subject;address;verified". */
export async function enterAtProvider(page: Page, identity: string): Promise<void> {
  await page.getByRole("button", { name: "Continue with Example ID" }).click();
  await page.getByPlaceholder("Enter any login").fill(identity);
  await page.getByPlaceholder("and password").fill("any");
  await page.getByRole("button", { name: "Sign-in" }).click();
}

/** The same, and back with the consent that the provider asks for. */
export async function passProvider(page: Page, identity: string): Promise<void> {
  await enterAtProvider(page, identity);
  await page.getByRole("button", { name: "Continue" }).click();
}

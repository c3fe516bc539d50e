import type { Page } from "@playwright/test";
import { expect } from "./fixtures";

/** The heading of what stands in place of a page whose person is not signed in any more. */
export const otherIs = (page: Page, name: string) =>
  page.getByRole("heading", { name: `${name} Example is signed in on this browser now` });
/** What a tab says after another person has signed in on the same browser. */
export const expectOther = (page: Page, name: string) =>
  expect(page.getByText(`${name} Example is signed in on this browser now`)).toBeVisible();
/** As when somebody comes back to the tab. */
export const lookAgain = (page: Page) =>
  page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));

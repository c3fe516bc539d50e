import type { Page } from "@playwright/test";

const scripts = "**/_next/static/**/*.js*";

/** Opens a page whose scripts are still on their way, and returns what lets them come. */
export async function openEarly(page: Page, path: string): Promise<() => Promise<void>> {
  let come = () => {};
  const coming = new Promise<void>((resolve) => {
    come = resolve;
  });
  await page.route(scripts, async (route) => {
    await coming;
    await route.continue();
  });
  await page.goto(path, { waitUntil: "commit" });
  return async () => {
    come();
    await page.waitForLoadState("load");
    await page.unroute(scripts);
  };
}

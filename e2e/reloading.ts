import type { Page } from "@playwright/test";

/** Marks a page, so that `stayed` can tell later whether it was loaded anew. */
export const mark = (page: Page) => page.evaluate(() => Object.assign(window, { stays: true }));
export const stayed = (page: Page) => page.evaluate(() => "stays" in window);

/** Waits until a page would notice that its connection is lost: what does that is loaded once it runs. */
export const watches = (page: Page) =>
  page.waitForFunction(() => !window.fetch.toString().includes("[native code]"));

/** Holds the scripts of a page back, as a slow line does. Returns what lets them run. */
export async function holdScripts(page: Page): Promise<() => void> {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/_next\/static\/.*\.js/, async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

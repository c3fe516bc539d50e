import type { Page } from "@playwright/test";

/**
 * Draws what a page leaves undrawn until it is near the screen: to measure an element there, a browser lays it out by
 * itself, each time anew. A style sheet of scripts, because the page's policy takes no other.
 */
export async function drawAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(".drawn-near > * { content-visibility: visible !important }");
    document.adoptedStyleSheets = [sheet];
  });
}

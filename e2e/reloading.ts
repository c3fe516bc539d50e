import type { Page } from "@playwright/test";

/** Marks a page, so that `stayed` can tell later whether it was loaded anew. */
export const mark = (page: Page) => page.evaluate(() => Object.assign(window, { stays: true }));
export const stayed = (page: Page) => page.evaluate(() => "stays" in window);

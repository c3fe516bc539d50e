import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import type axe from "axe-core";
import { drawAll } from "./drawing";

const script = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

type Violation = { id: string; where: string[] };

/**
 * What axe finds against a page as it is shown now, by all its rules or the named ones: the rule and the elements. Passes
 * are not reported, which takes a quarter of the time. What waits below the first screen is drawn for it. Throws for a page
 * with frames, into which it would not look.
 */
export async function violationsOf(page: Page, rules?: readonly string[]): Promise<Violation[]> {
  if (page.frames().length > 1) throw new Error("axe looks into no frames here.");
  await drawAll(page);
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(script);
  return page.evaluate(async (runOnly) => {
    const { axe: loaded } = window as unknown as { axe: typeof axe };
    const { violations } = await loaded.run(document, {
      resultTypes: ["violations"],
      // Style sheets are fetched again and parsed for one rule alone, an experimental one that axe does not run by itself.
      preload: { assets: ["media"] },
      ...(runOnly && { runOnly: [...runOnly] }),
    });
    return violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ target }) => target.join(" ")) }));
  }, rules);
}

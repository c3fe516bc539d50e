import { execFileSync } from "node:child_process";
import { type Browser, chromium, type Page } from "@playwright/test";
import { median, round } from "../measures";

/** A page as one person opens it; the filter is what a key then changes, by the first letter of another choice. */
export type Visit = { page: string; path: string; cookie: string; filter?: { name: string; key: string } };

type Felt = { lcpMs: number; cls: number; inpMs: number };

const screens = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };
const slowdown = 4;
const runs = 5;
/** In milliseconds; what moves by itself has moved by then. */
const settling = 1000;

/**
 * What a browser feels on a processor four times slower, nothing cached: largest contentful paint, cumulative layout
 * shift of a whole visit (arriving, scrolling to the end, changing the filter) and the interaction to next paint of
 * that change, as the web vitals define them. Medians of five visits after one that warms up.
 */
export async function feel(origin: string, visits: readonly Visit[]) {
  const browser = await chromium.launch({ executablePath: browserPath() });
  try {
    const subjects = visits.flatMap((visit) =>
      Object.entries(screens).map(([screen, viewport]) => ({ visit, screen, viewport, felt: [] as Felt[] })),
    );
    for (let n = -1; n < runs; n++) {
      for (const { visit, viewport, felt } of subjects) {
        const once = await live(browser, { origin, viewport }, visit);
        if (n >= 0) felt.push(once);
      }
    }
    return subjects.map(({ visit, screen, felt }) => ({
      page: visit.page,
      screen,
      "LCP ms": round(median(felt.map(({ lcpMs }) => lcpMs)), 0),
      CLS: round(median(felt.map(({ cls }) => cls)), 4),
      "INP ms": visit.filter ? median(felt.map(({ inpMs }) => inpMs)) : "",
    }));
  } finally {
    await browser.close();
  }
}

/** The browser of the tests, installed as they install it. */
function browserPath(): string {
  const said = execFileSync(process.execPath, ["scripts/run.mjs", "browser"], { encoding: "utf8" });
  return said.trim().split("\n").at(-1)!;
}

async function live(
  browser: Browser,
  { origin, viewport }: { origin: string; viewport: { width: number; height: number } },
  { path, cookie, filter }: Visit,
): Promise<Felt> {
  const context = await browser.newContext({ viewport });
  try {
    const [name, value] = cookie.split("=") as [string, string];
    await context.addCookies([{ name, value, url: origin }]);
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    await page.addInitScript(observe);
    await page.goto(origin + path, { waitUntil: "networkidle" });
    await page.waitForTimeout(settling);
    const { lcpMs } = await vitals(page);
    await scrollThrough(page);
    if (filter) await change(page, filter);
    const { cls, inpMs } = await vitals(page);
    if (lcpMs === 0 || (filter && inpMs === 0)) throw new Error(`${path}: the browser reported nothing.`);
    return { lcpMs, cls, inpMs };
  } finally {
    await context.close();
  }
}

type Vitals = { lcpMs: number; cls: number; inpMs: number };

const vitals = (page: Page) => page.evaluate(() => (globalThis as unknown as { vitals: Vitals }).vitals);

async function scrollThrough(page: Page): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.mouse.move(200, 400);
  for (let y = 0; y < height; y += 600) {
    await page.mouse.wheel(0, 600);
    await page.waitForTimeout(150);
  }
  await page.waitForTimeout(settling);
  await page.evaluate(() => window.scrollTo(0, 0));
}

/** By the keyboard: an interaction only counts when the browser itself has dispatched it. */
async function change(page: Page, { name, key }: { name: string; key: string }): Promise<void> {
  const control = page.locator(`select[name=${name}]`);
  // A phone shows its filters once it is asked to, and some filters stand below the others.
  const filters = page.locator("form > details:not([open]) > summary");
  const summary = page.locator(`details:not([open]):has(select[name=${name}]) > summary`);
  for (const opener of [filters, summary]) if (await opener.isVisible()) await opener.click();
  const before = page.url();
  await control.focus();
  await page.keyboard.press(key);
  await page.waitForURL((url) => url.href !== before);
  await page.waitForTimeout(settling);
}

type Entry = PerformanceEntry & { value: number; hadRecentInput: boolean; interactionId: number };

/** Runs in the page, before anything of its own; without named functions, which the compiler would mark. */
function observe() {
  const vitals: Vitals = { lcpMs: 0, cls: 0, inpMs: 0 };
  Object.assign(globalThis, { vitals });
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as Entry[]) {
      if (entry.entryType === "largest-contentful-paint") vitals.lcpMs = entry.startTime;
      else if (entry.entryType === "layout-shift") vitals.cls += entry.hadRecentInput ? 0 : entry.value;
      else if (entry.interactionId) vitals.inpMs = Math.max(vitals.inpMs, entry.duration);
    }
  });
  observer.observe({ type: "largest-contentful-paint", buffered: true });
  observer.observe({ type: "layout-shift", buffered: true });
  observer.observe({ type: "event", buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
}

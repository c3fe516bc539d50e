import type { Page } from "@playwright/test";
import { drawAll } from "./drawing";
import { expect, resize } from "./fixtures";

/** What of a page is wider than the screen, cut off or out of reach, each as a short description. */
function misfits(): string[] {
  const width = document.documentElement.clientWidth;
  const told = (what: string, element: Element) =>
    `${what}: <${element.tagName.toLowerCase()} class="${element.getAttribute("class") ?? ""}"> ${element.textContent?.slice(0, 40)}`;
  const found: string[] = [];
  const isSeen = (element: Element) => {
    if (!element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) return false;
    // Texts for screen readers alone are clipped to nothing.
    return !element.closest(".sr-only") && !/inset\((50|100)%\)/.test(getComputedStyle(element).clipPath);
  };
  const scrolls = (element: Element | null): boolean =>
    element !== null &&
    element !== document.body &&
    (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  if (document.documentElement.scrollWidth > width) {
    found.push(`the page is ${document.documentElement.scrollWidth} wide`);
  }
  for (const element of document.querySelectorAll("body *")) {
    if (!isSeen(element)) continue;
    const { left, right } = element.getBoundingClientRect();
    if (right - left > width + 1 && element.matches("td, th, p, span, a, li, dt, dd, h1, h2, h3, text")) {
      found.push(told(`${Math.round(right - left)} wide`, element));
    } else if ((right > width + 1 || left < -1) && !scrolls(element.parentElement)) {
      found.push(told(`from ${Math.round(left)} to ${Math.round(right)}`, element));
    }
    // A control scrolls its own text.
    if (element.matches("input, textarea, select")) continue;
    const { textOverflow, overflowX } = getComputedStyle(element);
    const isCut = element.scrollWidth > element.clientWidth + 1 && overflowX !== "visible";
    if (isCut && textOverflow === "ellipsis" && !element.hasAttribute("title")) {
      found.push(told("cut off, its whole text nowhere", element));
    } else if (isCut && /hidden|clip/.test(overflowX) && textOverflow !== "ellipsis") {
      found.push(told("cut off", element));
    }
  }
  return found;
}

/** The narrow screens that every page has to fit, in pixels. */
const phones = [390, 320];

/**
 * Nothing on the page is wider than the screen, at the test's own width and at those of phones, also with every
 * disclosure open. Paper has no other width than its own: `narrower` is empty there.
 */
export async function expectFits(page: Page, where: string, narrower = phones): Promise<void> {
  const own = page.viewportSize()!;
  await drawAll(page);
  const closed = await page.evaluateHandle(() => [...document.querySelectorAll("details:not([open])")]);
  const toggle = (isOpen: boolean) =>
    closed.evaluate((all, open) => {
      for (const one of all) (one as HTMLDetailsElement).open = open;
    }, isOpen);
  await toggle(true);
  for (const width of new Set([own.width, ...narrower])) {
    await resize(page, { ...own, width });
    expect((await page.evaluate(misfits)).slice(0, 8), `${where}, ${width} wide`).toEqual([]);
  }
  await resize(page, own);
  await toggle(false);
}

/** What of the given elements is partly beyond the screen's edge, as what a box cuts off that scrolls sideways. */
function cutAtEdge(elements: (Element | SVGElement)[]): string[] {
  const width = document.documentElement.clientWidth;
  return elements
    .filter((element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }))
    .filter((element) => !element.closest(".sr-only, thead"))
    .filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return (left < width && right > width + 1) || (left < -1 && right > 0);
    })
    .map((element) => `${element.tagName.toLowerCase()} ${element.textContent?.slice(0, 40)}`);
}

/** Controls, links between pages and the cells of a table that is stacked on a phone. */
const read = "main :is(select, input, button), nav a, .stacked :is(td, th)";

/** Nothing that is to be read or used on the smallest screen is cut off there, not even by a box that scrolls. */
export async function expectNothingCut(page: Page, where: string): Promise<void> {
  const own = page.viewportSize()!;
  await drawAll(page);
  await resize(page, { ...own, width: Math.min(...phones) });
  expect((await page.locator(read).evaluateAll(cutAtEdge)).slice(0, 8), where).toEqual([]);
  const account = page.locator("header summary");
  // The header's first row holds the product's name and the account; the links are below it.
  if (await account.isVisible())
    expect((await account.boundingBox())!.y, `${where}: account`).toBeLessThan(40);
  await resize(page, own);
}

/** What on the page reaches beyond the screen, also in a box that scrolls, each as a short description. */
function beyondScreen(elements: (Element | SVGElement)[]): string[] {
  const width = document.documentElement.clientWidth;
  return (
    elements
      .filter((element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }))
      // Texts for screen readers alone are clipped to nothing, as the headers of stacked rows are.
      .filter((element) => !element.closest(".sr-only, .stacked > thead"))
      .filter((element) => {
        const { left, right } = element.getBoundingClientRect();
        return right > width + 1 || left < -1;
      })
      .map((element) => `${element.tagName.toLowerCase()} ${element.textContent?.slice(0, 40)}`)
  );
}

/** Screens that show everything without scrolling sideways: phones, and a desktop's at 200%. */
const scrollless = [...phones, 640];

/** No element of the page is wider than the screen, none in a box that scrolls either, also with every disclosure open. */
export async function expectNoneWider(page: Page, where: string): Promise<void> {
  const own = page.viewportSize()!;
  await drawAll(page);
  await page.evaluate(() => {
    for (const one of document.querySelectorAll("details")) one.open = true;
  });
  for (const width of scrollless) {
    await resize(page, { ...own, width });
    const found = await page.locator("main :not(svg *)").evaluateAll(beyondScreen);
    expect(found.slice(0, 8), `${where}, ${width} wide`).toEqual([]);
  }
  await resize(page, own);
}

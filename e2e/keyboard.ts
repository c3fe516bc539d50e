import type { Page } from "@playwright/test";
import { expect } from "./fixtures";

/** The controls that somebody who uses keys alone has to reach, in the order of the page; of radios one of each group. */
function controls(): Element[] {
  const isReached = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) &&
    !element.matches(":disabled") &&
    !element.closest("[inert]");
  const all = [
    ...document.querySelectorAll("a[href], button, summary, input:not([type=hidden]), select, textarea"),
  ].filter(isReached);
  const radios = all.filter((one) => one instanceof HTMLInputElement && one.type === "radio");
  const stopOf = (name: string) => {
    const group = (radios as HTMLInputElement[]).filter((one) => one.name === name);
    return group.find(({ checked }) => checked) ?? group[0];
  };
  return all.filter((one) => !radios.includes(one) || one === stopOf((one as HTMLInputElement).name));
}

/** The place of what has the focus among the controls, and what is wrong with how it is seen. */
function focused(all: Element[]): string {
  const element = document.activeElement!;
  const ringed = [element, element.closest("label")].some((one) => {
    if (!one) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
  });
  const { height, top, bottom } = element.getBoundingClientRect();
  const onScreen = height > 0 && bottom > 0 && top < window.innerHeight;
  const name = `${element.tagName.toLowerCase()} ${element.textContent?.trim().slice(0, 50)}`;
  const faults = [...(ringed ? [] : ["its focus cannot be seen"]), ...(onScreen ? [] : ["off the screen"])];
  return [`${all.indexOf(element) + 1} ${name}`, ...faults].join(", ");
}

/** Walks a page from its beginning by Tab: every control is reached in the order of the page and shows the focus. */
export async function expectTabOrder(page: Page, where: string): Promise<void> {
  const all = await page.evaluateHandle(controls);
  const expected = await all.evaluate((them) =>
    them.map(
      (one, index) => `${index + 1} ${one.tagName.toLowerCase()} ${one.textContent?.trim().slice(0, 50)}`,
    ),
  );
  expect(expected.length, where).toBeGreaterThan(1);
  await page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
  });
  const walked: string[] = [];
  for (const _ of expected) {
    await page.keyboard.press("Tab");
    walked.push(await all.evaluate(focused));
  }
  expect(walked, where).toEqual(expected);
}

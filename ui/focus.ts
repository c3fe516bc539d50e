/** The heading of the section that an element is in. */
export function headingAround(element: Element): HTMLElement | null {
  const section = element.closest("section[aria-labelledby]");
  return section && document.getElementById(section.getAttribute("aria-labelledby") ?? "");
}

/** A heading, or the one of the same words where its page was made anew. */
export function nowOf(heading: HTMLElement): HTMLElement | null {
  if (heading.isConnected) return heading;
  const { tagName, textContent } = heading;
  return (
    [...document.querySelectorAll<HTMLElement>(tagName)].find((one) => one.textContent === textContent) ??
    null
  );
}

/** Focuses what is no control, without moving the page more than needed. */
export function focusText(element: HTMLElement | null): void {
  if (!element) return;
  element.tabIndex = -1;
  element.focus({ preventScroll: element.role !== "status" });
}

/** Nothing has the focus: what had it is gone, and the browser would begin at the top of the page. */
export const isFocusLost = (): boolean => !document.activeElement || document.activeElement === document.body;

/** The main heading, else the page's content. */
export const pageHeading = (): HTMLElement | null =>
  document.querySelector<HTMLElement>("main h1") ?? document.getElementById("main");

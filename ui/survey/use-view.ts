import { useEffect, useRef, useSyncExternalStore } from "react";

/** The part of the survey on screen, by the address's fragment: Back works, and every question has an address. */
export function useView(fallback: string): string {
  return (
    useSyncExternalStore(
      onHashChange,
      () => viewOf(window.location.hash),
      () => "",
    ) || fallback
  );
}

/** Goes to a question or the review, as a step that Back undoes. */
export function goTo(view: string): void {
  window.location.hash = view;
}

/** A heading that takes the focus when another screen comes up, but not on arrival. */
export function useHeadingFocus(screen: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(screen);
  useEffect(() => {
    if (shown.current === screen) return;
    shown.current = screen;
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [screen]);
  return heading;
}

function onHashChange(listener: () => void): () => void {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}

/** The part of the survey that a fragment names; none where its percent-escapes stand for no text. */
export function viewOf(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return "";
  }
}

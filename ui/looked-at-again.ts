/**
 * Calls `look` when a page is looked at again: another tab or window, or the browser's back button, may have been between.
 * Gives what stops it.
 */
export function onLookedAtAgain(look: () => void): () => void {
  const visible = () => {
    if (document.visibilityState === "visible") look();
  };
  const shown = (event: PageTransitionEvent) => event.persisted && visible();
  window.addEventListener("focus", visible);
  window.addEventListener("pageshow", shown);
  document.addEventListener("visibilitychange", visible);
  return () => {
    window.removeEventListener("focus", visible);
    window.removeEventListener("pageshow", shown);
    document.removeEventListener("visibilitychange", visible);
  };
}

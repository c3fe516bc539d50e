/**
 * Calls `look` when somebody comes back to a page, from another tab or window or by the browser's back button. Returns the
 * function that ends this.
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

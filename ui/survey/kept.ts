import type { Kept } from "./saving";

const PREFIX = "twofold:unsaved:";

/** What an earlier visit to this survey left on this device, or undefined. */
export function readKept(storageKey: string): Kept | undefined {
  try {
    const text = localStorage.getItem(PREFIX + storageKey);
    return text === null ? undefined : asKept(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Keeps what the server has not confirmed, or clears it; false when the browser refuses to keep anything. */
export function writeKept(storageKey: string, kept: Kept | undefined): boolean {
  try {
    if (kept) localStorage.setItem(PREFIX + storageKey, JSON.stringify(kept));
    else localStorage.removeItem(PREFIX + storageKey);
    return true;
  } catch {
    return false;
  }
}

function asKept(value: unknown): Kept | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { items, answers } = value as Partial<Kept>;
  return Array.isArray(items) && typeof answers === "object" && answers !== null
    ? { items, answers }
    : undefined;
}

import type { Kept } from "./kept-answers";

const PREFIX = "twofold:unsaved:";
const LONGEST = 7 * 86_400_000;

/** Where one person's unsaved answers of one survey are kept on this device, and until when. */
export type Place = {
  /** Cycle, duo and person. */
  readonly storageKey: string;
  /** 32 bytes in base64, which only this person's own sign-in gives; held in memory, never stored. */
  readonly deviceKey: string;
  /** The cycle's close, in milliseconds since 1970. */
  readonly closesAt: number;
};

type Stored = { until: number; nonce: string; sealed: string };

/** What an earlier visit to this survey left on this device; undefined for nothing, or for what is not readable. */
export async function readKept(place: Place): Promise<Kept | undefined> {
  try {
    const text = localStorage.getItem(PREFIX + place.storageKey);
    if (text === null) return undefined;
    const { nonce, sealed }: Stored = JSON.parse(text);
    const opened = await crypto.subtle.decrypt(
      cipher(place, fromBase64(nonce)),
      await keyOf(place),
      fromBase64(sealed),
    );
    return JSON.parse(new TextDecoder().decode(opened));
  } catch {
    return undefined;
  }
}

/**
 * Keeps what the server has not confirmed, encrypted, or clears it. False when the browser refuses to keep anything, as
 * it does without https: then it has no cipher.
 */
export async function writeKept(place: Place, kept: Kept | undefined): Promise<boolean> {
  try {
    if (!kept) {
      localStorage.removeItem(PREFIX + place.storageKey);
      return true;
    }
    const nonce = crypto.getRandomValues(new Uint8Array(12));
    const text = new TextEncoder().encode(JSON.stringify(kept));
    const sealed = await crypto.subtle.encrypt(cipher(place, nonce), await keyOf(place), text);
    const stored: Stored = {
      until: Math.min(place.closesAt, Date.now() + LONGEST),
      nonce: toBase64(nonce),
      sealed: toBase64(new Uint8Array(sealed)),
    };
    localStorage.setItem(PREFIX + place.storageKey, JSON.stringify(stored));
    return true;
  } catch {
    return false;
  }
}

/** Drops what anybody kept here past the close of its cycle or for more than seven days, and what is not encrypted. */
export function dropExpired(): void {
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(PREFIX) && !isCurrent(localStorage.getItem(name))) localStorage.removeItem(name);
    }
  } catch {
    // A browser that refuses access keeps nothing either.
  }
}

function isCurrent(text: string | null): boolean {
  try {
    const { until, sealed }: Partial<Stored> = JSON.parse(text ?? "");
    return typeof sealed === "string" && typeof until === "number" && until > Date.now();
  } catch {
    return false;
  }
}

const keyOf = ({ deviceKey }: Place) =>
  crypto.subtle.importKey("raw", fromBase64(deviceKey), "AES-GCM", false, ["encrypt", "decrypt"]);
/** The place is authenticated too: answers moved to another survey's place do not open. */
const cipher = ({ storageKey }: Place, nonce: Uint8Array<ArrayBuffer>) => ({
  name: "AES-GCM",
  iv: nonce,
  additionalData: new TextEncoder().encode(storageKey),
});
const toBase64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
const fromBase64 = (text: string) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

import { env } from "../env";

export const homePath = "/home";
/** Where somebody goes on whose sign-in is not enough for their role. */
export const heldPath = "/sign-in/passkey";
/** Longer than the longest address of a view with all its filters. */
const longest = 2000;

/**
 * Where to go after signing in: a path of this site with its query, else home. The input is resolved as a browser
 * would resolve it, and the result once more, because "/.//host" is a path of this site that leads to another host.
 */
export function localPath(input: unknown): string {
  if (typeof input !== "string" || input === "" || input.length > longest) return homePath;
  const path = pathHere(input);
  return path !== undefined && pathHere(path) === path ? path : homePath;
}

/** The path and query of an address of this site; undefined for an address elsewhere or none at all. */
function pathHere(address: string): string | undefined {
  const { AUTH_URL } = env();
  if (!URL.canParse(address, AUTH_URL.href)) return undefined;
  const url = new URL(address, AUTH_URL);
  return url.origin === AUTH_URL.origin ? url.pathname + url.search : undefined;
}

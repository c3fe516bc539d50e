import type { IncomingMessage } from "node:http";

/** Methods that change nothing. */
export const reads = new Set(["GET", "HEAD"]);

/** Addresses that route handlers answer, whose methods Next checks; every other address is a page's or a file's. */
export const hasHandlers = (url: string): boolean => /^\/(?:api\/|insights\/export(?:$|[/?]))/.test(url);

/**
 * Whether a person reads the answer in place of a page, as with a link to a file or an address that was typed. A browser
 * says so (`mode`: the header sec-fetch-mode); over plain http, or an old one, it says only that it takes pages.
 */
export function wantsPage(method: string, mode: unknown, accept: unknown): boolean {
  return reads.has(method) && (mode ? mode === "navigate" : /\btext\/html\b/.test(String(accept)));
}

/** How React sends a server action: as a fetch with the action's id, or as a form of a page without scripts. */
export const isActionRequest = (headers: IncomingMessage["headers"]): boolean =>
  headers["next-action"] !== undefined || /^multipart\/form-data\b/i.test(headers["content-type"] ?? "");

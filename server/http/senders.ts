import type { IncomingMessage } from "node:http";

/** Methods that change nothing. */
export const reads = new Set(["GET", "HEAD"]);

/** Addresses that route handlers answer, whose methods Next checks; every other address is a page's or a file's. */
export const hasHandlers = (url: string): boolean => /^\/(?:api\/|insights\/export(?:$|[/?]))/.test(url);

/** How React sends a server action: as a fetch with the action's id, or as a form of a page without scripts. */
export const isActionRequest = (headers: IncomingMessage["headers"]): boolean =>
  headers["next-action"] !== undefined || /^multipart\/form-data\b/i.test(headers["content-type"] ?? "");

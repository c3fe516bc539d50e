import { dictionary } from "@/lib/i18n";
import { unanswered } from "@/lib/i18n/en/unanswered";
import { defaultLocale } from "@/lib/i18n/locales";
import { noStore } from "./request";
import { inWords, seeOther } from "./responses";

const contentTypes = { csv: "text/csv", json: "application/json", jsonl: "application/jsonl" } as const;

/** A file to keep, under its own name; CSV unless it says otherwise. */
export type KeptFile = { name: string; body: ReadableStream | string; format?: keyof typeof contentTypes };

/** The response that a browser stores as a file. */
export function exportResponse({ name, body, format = "csv" }: KeptFile): Response {
  return stored(name, body, `${contentTypes[format]}; charset=utf-8`);
}

/** An event for a calendar (RFC 5545). */
export function calendarResponse({ name, body }: { name: string; body: string }): Response {
  return stored(name, body, "text/calendar; charset=utf-8; method=PUBLISH");
}

function stored(name: string, body: ReadableStream | string, type: string): Response {
  const headers = { ...noStore, "content-type": type, "content-disposition": contentDisposition(name) };
  return new Response(body, { headers });
}

/** A file name for every browser: in full by RFC 8187, and in ASCII for what does not know it (RFC 6266). */
export function contentDisposition(name: string): string {
  const safe = [...name].map((sign) => (/[\p{Cc}\p{Cf}/\\]/u.test(sign) ? "-" : sign)).join("");
  const ascii = safe
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\x20-\x7e]|["%]/g, "_");
  const encoded = encodeURIComponent(safe).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/** The page that shows what a file would have; the others belong to the units. */
const pages: Readonly<Record<string, string>> = {
  mix: "/insights",
  trend: "/insights",
  duos: "/insights/duos",
  history: "/insights/duos",
  changes: "/insights/changes",
  flow: "/insights/flow",
};

/** To signing in again, and from there back to the page with the same query. */
export function exportAgain({ table = "", ...query }: Record<string, string>): Response {
  const chosen = new URLSearchParams(query);
  const page = (pages[table] ?? "/insights/units") + (chosen.size > 0 ? `?${chosen}` : "");
  return signInAgainFor(page);
}

/** To signing in again, and from there to a page. */
export function signInAgainFor(page: string): Response {
  return seeOther(`/sign-in?${new URLSearchParams({ next: page, error: "again" })}`);
}

/** The refusal of a file for which no connection is free. */
export const exportBusy = (): Response =>
  inWords({ title: unanswered.refused, text: dictionary(defaultLocale).exports.busy }, 503, {
    "retry-after": "2",
  });

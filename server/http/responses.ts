import { plainPage, plainPagePolicy } from "./plain-page";
import { noStore } from "./request";

/** To another page, in place of what was asked for. */
export function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { ...noStore, location } });
}

/** A title and a sentence that a browser shows in place of the page. */
export function inWords(
  { title, text }: { title: string; text: string },
  status: number,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const page = { "content-type": "text/html; charset=utf-8", "content-security-policy": plainPagePolicy };
  return new Response(plainPage(title, text), { status, headers: { ...noStore, ...page, ...headers } });
}

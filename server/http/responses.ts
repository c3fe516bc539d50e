import { noStore } from "./request";

/** To another page, in place of what was asked for. */
export function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { ...noStore, location } });
}

/** A sentence that a browser shows in place of the page. */
export function inWords(
  text: string,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const plain = { ...noStore, "content-type": "text/plain; charset=utf-8", ...headers };
  return new Response(`${text}\n`, { status, headers: plain });
}

import type { IncomingMessage, ServerResponse } from "node:http";
import { failure } from "@/lib/i18n/en/failure";
import { plainPage, plainPagePolicy } from "./plain-page";
import type { StandIn } from "./stand-in";

/** How Next marks its answer to an action that it does not know, which its router in the browser reads. */
const marker = "x-nextjs-action-not-found";

/**
 * Says in the product's words that a form's action is of another version, where Next says so in its own: to the scripts of
 * an open page as a text, to a browser without scripts as a page. Undefined for every other answer.
 */
export function otherVersion(request: IncomingMessage, response: ServerResponse): StandIn | undefined {
  if (response.getHeader(marker) !== "1") return undefined;
  const { title, text } = failure.otherVersion;
  const status = response.statusCode;
  if (request.headers["next-action"] !== undefined) {
    return { status, body: text, headers: { "content-type": "text/plain" } };
  }
  const headers = { "content-type": "text/html; charset=utf-8", "content-security-policy": plainPagePolicy };
  return { status, body: plainPage(title, text), headers };
}

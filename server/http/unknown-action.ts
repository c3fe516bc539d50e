import type { IncomingMessage, ServerResponse } from "node:http";
import { failure } from "@/lib/i18n/en/failure";
import { plainPage, plainPagePolicy } from "./plain-page";

/** How Next marks its answer to an action that it does not know, which its router in the browser reads. */
const marker = "x-nextjs-action-not-found";

/**
 * Says in the product's words that a form's action is of another version, where Next says so in its own: to the scripts of
 * an open page as a text, to a browser without scripts as a page.
 */
export function sayOtherVersion(request: IncomingMessage, response: ServerResponse): void {
  const { writeHead, end } = response;
  const isForScripts = request.headers["next-action"] !== undefined;
  let body: string | undefined;
  response.writeHead = function (this: ServerResponse, ...given: never[]) {
    if (response.getHeader(marker) === "1") {
      const { title, text } = failure.otherVersion;
      body = isForScripts ? text : plainPage(title, text);
      for (const name of ["content-length", "etag"]) response.removeHeader(name);
      response.setHeader("content-type", isForScripts ? "text/plain" : "text/html; charset=utf-8");
      if (!isForScripts) response.setHeader("content-security-policy", plainPagePolicy);
      response.setHeader("content-length", Buffer.byteLength(body));
    }
    return Reflect.apply(writeHead, this, given);
  } as typeof writeHead;
  response.end = function (this: ServerResponse, ...given: never[]) {
    // Calls `writeHead` where Next has not.
    if (!response.headersSent && response.getHeader(marker) === "1") response.writeHead(response.statusCode);
    return Reflect.apply(end, this, body === undefined ? given : [body]);
  } as typeof end;
}

import type { IncomingMessage } from "node:http";
import { busyAnswer, unconfirmedAnswer } from "@/lib/domain/busy-answer";
import { failure } from "@/lib/i18n/en/failure";
import { unanswered } from "@/lib/i18n/en/unanswered";
import { retrySeconds } from "./load";
import { plainPage, plainPagePolicy } from "./plain-page";
import { hasHandlers, reads, wantsPage } from "./senders";

type Said = { text: string; headers: Record<string, string> };

/**
 * What is said with 503 to a sender who is to come again, as each kind can read it: because too much is going on or the
 * database does not answer (`busy`), or because it is not known whether something was stored (`unconfirmed`). A route's
 * words are its caller's, in JSON.
 */
export function turnedAway(request: IncomingMessage, why: "busy" | "unconfirmed"): Said {
  const { method = "", url = "", headers } = request;
  const wait = String(retrySeconds());
  const later = { "retry-after": wait };
  if (hasHandlers(url) && !wantsPage(method, headers["sec-fetch-mode"], headers.accept))
    return { text: "", headers: { ...later, "content-type": "application/json" } };
  if (headers["next-action"] !== undefined) {
    // React passes on a plain text without a charset, and no other.
    const text = why === "busy" ? busyAnswer : unconfirmedAnswer;
    return { text, headers: { ...later, "content-type": "text/plain" } };
  }
  const page = { "content-type": "text/html; charset=utf-8", "content-security-policy": plainPagePolicy };
  // A page that only reads is asked for again, whatever of it was not confirmed.
  const isRead = reads.has(method);
  const again = isRead && headers.rsc === undefined;
  const { title, text } = wordsOf(isRead ? "busy" : why, again);
  return { text: plainPage(title, text), headers: { ...later, ...page, ...(again && { refresh: wait }) } };
}

/** A page's words; `again` where it asks again by itself. */
function wordsOf(why: "busy" | "unconfirmed", again: boolean): { title: string; text: string } {
  if (why === "unconfirmed") return failure.unconfirmed;
  const { reads, sends } = unanswered.busy;
  return { title: failure.busy.title, text: again ? reads : sends };
}

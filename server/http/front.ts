import { randomUUID } from "node:crypto";
import { type IncomingMessage, Server, type ServerResponse } from "node:http";
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state";
import { busyAnswer } from "@/lib/domain/busy-answer";
import { env } from "../env";
import { countRequest, countTurnedAway } from "../metrics/requests";
import { busyPage } from "./busy-page";
import { securityHeaders } from "./edge";
import { retrySeconds, takesOn } from "./load";
import { clientAddress } from "./network";
import { isLoopbackAlias, isOwnOrigin, servesHost } from "./origins";
import { unreadablePath } from "./paths";
import { plainPagePolicy } from "./plain-page";
import { bodyLimit } from "./request";
import { type RequestFacts, withRequestFacts } from "./request-facts";
import { isStopping } from "./stopping";
import { sayOtherVersion } from "./unknown-action";

const reads = new Set(["GET", "HEAD"]);
const methods = new Set([...reads, "POST", "PUT"]);

/** What JSON answers say; every status has its own code. */
const codes = {
  307: "other-host",
  400: "unreadable",
  403: "other-site",
  405: "method",
  413: "too-large",
  421: "other-host",
  503: "busy",
} as const;

type Refusal = { status: keyof typeof codes; text: string; headers?: Record<string, string> };

/**
 * Stands before Next for every request of this process, so that nothing is left to what Next does by itself with a
 * method, a host, an address or a body that it cannot read; and keeps the port open for a while once the process is asked
 * to end. Installed once, before the first request.
 */
export function installFront(): void {
  const kept = globalThis as { twofoldFront?: true };
  if (kept.twofoldFront) return;
  kept.twofoldFront = true;
  const { emit, close } = Server.prototype;
  // Next makes its server itself and offers no hook before it; the event is the one place that all requests pass.
  Server.prototype.emit = function (this: Server, event: string | symbol, ...given: unknown[]): boolean {
    const pass = () => Reflect.apply(emit, this, [event, ...given]) as boolean;
    if (event !== "request") return pass();
    return receive(given[0] as IncomingMessage, given[1] as ServerResponse, pass);
  } as typeof emit;
  // Next closes its port as soon as it is asked to end, while a balancer still sends people to it.
  Server.prototype.close = function (this: Server, ...given) {
    const closing = () => void Reflect.apply(close, this, given);
    const wait = isStopping() ? env().STOP_GRACE_SECONDS : 0;
    if (wait > 0) setTimeout(closing, wait * 1000);
    else closing();
    return this;
  };
}

/** Answers what must not reach Next, and passes on the rest with what is known of its sender. */
export function receive(request: IncomingMessage, response: ServerResponse, pass: () => boolean): boolean {
  for (const [name, value] of Object.entries(securityHeaders())) response.setHeader(name, value);
  // A connection that goes on asking would keep a server from ending, until it is killed amid an answer.
  if (isStopping()) response.setHeader("connection", "close");
  countRequest(request, response);
  const refusal = refusalOf(request) ?? (takesOn(request, response) ? undefined : busy(request));
  if (refusal) {
    answer(request, response, refusal);
    return true;
  }
  const facts: RequestFacts = { id: randomUUID(), address: clientAddress(request), accepted: false };
  response.setHeader("x-request-id", facts.id);
  // Next would trust these also when a client sent them.
  for (const name of ["host", "port", "proto", "for"]) delete request.headers[`x-forwarded-${name}`];
  if (!isReadable(request.url ?? "")) request.url = unreadablePath;
  correctStatus(request, response, facts);
  if (request.method === "POST") sayOtherVersion(request, response);
  return withRequestFacts(facts, pass);
}

function refusalOf(request: IncomingMessage): Refusal | undefined {
  const { method = "", url = "", headers } = request;
  if (!url.startsWith("/")) return { status: 400, text: "This address cannot be read.\n" };
  const misdirected = forMachines.test(url) ? undefined : misdirection(request);
  if (misdirected) return misdirected;
  const isAction = method === "POST" && isActionRequest(headers);
  if (!methods.has(method) || (!reads.has(method) && !isAction && !hasHandlers(url))) {
    const allow = hasHandlers(url) ? [...methods] : [...reads, "POST"];
    return { status: 405, text: "This method is not served here.\n", headers: { allow: allow.join(", ") } };
  }
  if (Number(headers["content-length"]) > bodyLimit(url)) return { status: 413, text: "too-large" };
  if (!reads.has(method) && !isFromHere(headers) && !isFromMail(url)) {
    return { status: 403, text: "Another site may not ask for this.\n" };
  }
  // A browser that follows a link to a file gets the product's own page, as for every other address.
  const isLink = headers["sec-fetch-mode"] === "navigate";
  const unreadable = (hasHandlers(url) && !isLink && !isReadable(url)) || !isReadableState(headers);
  return unreadable ? { status: 400, text: "This request cannot be read.\n" } : undefined;
}

/** What watches the process asks it by whatever address it has. */
const forMachines = /^\/api\/(?:health\/|metrics$)/;

/** Addresses that route handlers answer, whose methods Next checks; every other address is a page's or a file's. */
const hasHandlers = (url: string) => /^\/(?:api\/|insights\/export(?:$|[/?]))/.test(url);

/** How React sends a server action: as a fetch with the action's id, or as a form of a page without scripts. */
const isActionRequest = (headers: IncomingMessage["headers"]) =>
  headers["next-action"] !== undefined || /^multipart\/form-data\b/i.test(headers["content-type"] ?? "");

/** Mail programs post here to stop reminders (RFC 8058), from anywhere; a signed token says for whom. */
const isFromMail = (url: string) => /^\/api\/reminders\?/.test(url);

/** A change must come from a page of this installation; browsers say so in one of two headers. */
function isFromHere({ origin, "sec-fetch-site": site }: IncomingMessage["headers"]): boolean {
  return origin === undefined ? site === "same-origin" : isOwnOrigin(origin);
}

/** The first of the values that proxies wrote into a header, each after those before it. */
const firstOf = (header: string | string[] | undefined) =>
  String(header ?? "")
    .split(",")[0]
    ?.trim();

function misdirection({ method = "", url = "", headers }: IncomingMessage): Refusal | undefined {
  const { AUTH_URL, TRUSTED_PROXIES } = env();
  const forwarded = TRUSTED_PROXIES > 0 ? firstOf(headers["x-forwarded-host"]) : undefined;
  if (servesHost(headers.host) || servesHost(forwarded)) return undefined;
  // Next fetches parts of a page from its own listening address, where a redirect would lose the cookies.
  if (reads.has(method) && headers.rsc === undefined && isLoopbackAlias(headers.host)) {
    return { status: 307, text: "", headers: { location: AUTH_URL.origin + url } };
  }
  const text = `This host is not served here. Twofold is at ${AUTH_URL.origin}\n`;
  return { status: 421, text };
}

/** Whether every percent-escape stands for text, and none for a NUL, which the database cannot hold. */
function isReadable(url: string): boolean {
  try {
    return !decodeURIComponent(url).includes("\0");
  } catch {
    return false;
  }
}

/** Whether Next can read the header in which its router describes the page at hand: Next would answer 500 if not. */
function isReadableState(headers: IncomingMessage["headers"]): boolean {
  try {
    parseAndValidateFlightRouterState(headers["next-router-state-tree"]);
    return true;
  } catch {
    return false;
  }
}

/** What is answered at once while the process has too much to do, as each kind of sender can read it. */
function busy(request: IncomingMessage): Refusal {
  const { method = "", url = "", headers } = request;
  countTurnedAway(request);
  const wait = String(retrySeconds());
  const later = { "retry-after": wait };
  if (hasHandlers(url)) return { status: 503, text: "", headers: later };
  if (headers["next-action"] !== undefined) {
    // React passes on a plain text without a charset, and no other.
    return { status: 503, text: busyAnswer, headers: { ...later, "content-type": "text/plain" } };
  }
  const again = reads.has(method) && headers.rsc === undefined;
  const page = { "content-type": "text/html; charset=utf-8", "content-security-policy": plainPagePolicy };
  return {
    status: 503,
    text: busyPage(again),
    headers: { ...later, ...page, ...(again && { refresh: wait }) },
  };
}

function answer(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
  const { status, text, headers } = refusal;
  const asJson = hasHandlers(request.url ?? "") || status === 413;
  const body = asJson ? JSON.stringify({ error: codes[status], fields: {} }) : text;
  response.writeHead(status, {
    "cache-control": "private, no-store",
    "content-type": asJson ? "application/json" : "text/plain; charset=utf-8",
    "content-length": Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}

/** Answers 400 where Next answers 500 to an action's body that it cannot decode: that is the sender's mistake. */
function correctStatus(request: IncomingMessage, response: ServerResponse, facts: RequestFacts): void {
  const { writeHead } = response;
  const isAction = request.method === "POST" && isActionRequest(request.headers);
  response.writeHead = function (this: ServerResponse, status: number, ...rest: never[]) {
    const undecodable = status === 500 && isAction && !facts.accepted;
    return Reflect.apply(writeHead, this, [undecodable ? 400 : status, ...rest]);
  } as typeof writeHead;
}

import { randomUUID } from "node:crypto";
import { type IncomingMessage, Server, type ServerResponse } from "node:http";
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state";
import { type Outage, onOutage } from "@/db/client";
import { env } from "../env";
import { countRequest, countTurnedAway } from "../metrics/requests";
import { securityHeaders } from "./edge";
import { inTurn, takesOn } from "./load";
import { clientAddress } from "./network";
import { isLoopbackAlias, isOwnOrigin, servesHost } from "./origins";
import { unreadablePath } from "./paths";
import { bodyLimit, noStore } from "./request";
import { type RequestFacts, requestFacts, withRequestFacts } from "./request-facts";
import { hasHandlers, isActionRequest, reads, wantsPage } from "./senders";
import { type StandIn, standIn } from "./stand-in";
import { isStopping } from "./stopping";
import { turnedAway } from "./turned-away";
import { otherVersion } from "./unknown-action";

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

/** What `proxy` does not see, and the headers that it would give. */
const passesProxy = /^\/api\/surveys\//;
const ofRoutes = { ...noStore, "content-security-policy": "default-src 'none'; frame-ancestors 'none'" };

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
  onOutage(noteOutage);
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

/** Notes on the request that is being answered that the database cannot serve it now. */
function noteOutage(outage: Outage): void {
  const facts = requestFacts();
  if (facts) facts.outage = outage;
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
  if (passesProxy.test(request.url ?? "")) {
    for (const [name, value] of Object.entries(ofRoutes)) response.setHeader(name, value);
  }
  standIn(response, insteadOf(request, response, facts));
  return inTurn(request, response, () => withRequestFacts(facts, pass));
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
  const isLink = wantsPage(method, headers["sec-fetch-mode"], headers.accept);
  const unreadable = (hasHandlers(url) && !isLink && !isReadable(url)) || !isReadableState(headers);
  return unreadable ? { status: 400, text: "This request cannot be read.\n" } : undefined;
}

/** What watches the process asks it by whatever address it has. */
const forMachines = /^\/api\/(?:health\/|metrics$)/;

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

/** What is answered at once while the process has too much to do. */
function busy(request: IncomingMessage): Refusal {
  countTurnedAway(request);
  return { status: 503, ...turnedAway(request, "busy") };
}

const jsonOf = (code: string) => JSON.stringify({ error: code, fields: {} });

function answer(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
  const { status, text, headers } = refusal;
  const asJson = hasHandlers(request.url ?? "") || status === 413;
  const body = asJson ? jsonOf(codes[status]) : text;
  response.writeHead(status, {
    "cache-control": "private, no-store",
    "content-type": asJson ? "application/json" : "text/plain; charset=utf-8",
    "content-length": Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}

/** What is answered in place of what Next answers by itself. */
function insteadOf(request: IncomingMessage, response: ServerResponse, facts: RequestFacts) {
  return (status: number): StandIn | undefined => {
    if (status !== 500) return otherVersion(request, response);
    if (facts.outage) return ofDatabase(request, facts.outage);
    // Next answers 500 to an action's body that it cannot decode: that is the sender's mistake.
    const isAction = request.method === "POST" && isActionRequest(request.headers);
    return isAction && !facts.accepted ? { status: 400 } : undefined;
  };
}

function ofDatabase(request: IncomingMessage, outage: Outage): StandIn {
  const { text, headers } = turnedAway(request, outage);
  return { status: 503, body: hasHandlers(request.url ?? "") ? jsonOf(outage) : text, headers };
}

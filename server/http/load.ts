import { AsyncResource } from "node:async_hooks";
import type { IncomingMessage, ServerResponse } from "node:http";
import { env } from "../env";
import { reads } from "./senders";

/** Of the places for requests, the share that those may take which do not keep somebody's answers. */
const othersShare = 0.75;
/** How long a request may take to arrive and still count as work of this process. */
const arrivalMs = 1000;

/** Cheap to answer, needed while the process is busy, or with a limit of their own, as downloads and uploads have. */
const uncounted =
  /^\/(?:_next\/static\/|icon\.svg|overview\.png|api\/(?:health\/|metrics$|program\/imports\/[^/?]+\/files\/)|[^?]*\/(?:export|file)(?:$|\?))/;
const keepsAnswers = /^\/(?:api\/surveys|survey)\//;
/**
 * Of those that keep answers, how many Next works at: the same number a second as with more, and shorter turns of the
 * event loop.
 */
const savesAtOnce = 8;
/** How often those that wait look whether a place is free of a sender that does not send on. */
const lookAgainMs = 100;

type Held = { request: IncomingMessage; response: ServerResponse; since: number };

const held = new Set<Held>();

/**
 * Takes a request on unless the process works at as many as it may (REQUESTS_AT_ONCE); false means that it is to be turned
 * away. Answers that are saved or submitted get the last quarter of the places for themselves.
 */
export function takesOn(request: IncomingMessage, response: ServerResponse): boolean {
  const { url = "" } = request;
  if (uncounted.test(url)) return true;
  const most = env().REQUESTS_AT_ONCE;
  if (requestsAtWork() >= (isSaving(request) ? most : Math.ceil(most * othersShare))) return false;
  const one: Held = { request, response, since: performance.now() };
  held.add(one);
  response.once("close", () => held.delete(one));
  return true;
}

const isSaving = ({ url = "", method = "" }: IncomingMessage) => keepsAnswers.test(url) && !reads.has(method);

/** Requests that keep answers, in the order in which they came: those that wait for their turn, and those that have it. */
const waiting: { one: Held; begin: () => void }[] = [];
const begun = new Set<Held>();
let looking: NodeJS.Timeout | undefined;

/**
 * Begins to work at a request: at once, or where it keeps answers when few others are worked at. A turn of the event loop
 * takes one new connection (libuv's way), so with long turns even who is turned away waits for seconds.
 */
export function inTurn(request: IncomingMessage, response: ServerResponse, begin: () => boolean): boolean {
  if (!isSaving(request)) return begin();
  const one: Held = { request, response, since: performance.now() };
  // What Next keeps for a request belongs to this one, and not to the one that makes place for it.
  waiting.push({ one, begin: AsyncResource.bind(() => void begin()) });
  response.once("close", () => {
    begun.delete(one);
    beginNext();
  });
  beginNext();
  return true;
}

function beginNext(): void {
  const now = performance.now();
  while (waiting.length > 0 && [...begun].filter((one) => isAtWork(one, now)).length < savesAtOnce) {
    const { one, begin } = waiting.shift()!;
    if (one.response.destroyed) continue;
    begun.add(one);
    begin();
  }
  if (waiting.length === 0) {
    clearInterval(looking);
    looking = undefined;
  } else looking ??= setInterval(beginNext, lookAgainMs).unref();
}

/** How many requests this process works at, of those that count. */
export function requestsAtWork(): number {
  const now = performance.now();
  return [...held].filter((one) => isAtWork(one, now)).length;
}

/** From when a request is whole until its answer is handed over; not while it waits for its sender or its reader. */
function isAtWork({ request, response, since }: Held, now: number): boolean {
  if (response.writableEnded || response.writableNeedDrain) return false;
  return request.complete || now - since < arrivalMs;
}

/**
 * Seconds after which a request that was turned away may be sent again: not the same for all, who would come
 * back at once.
 */
export const retrySeconds = (): number => 2 + Math.floor(Math.random() * 4);

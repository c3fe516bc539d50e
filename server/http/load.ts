import type { IncomingMessage, ServerResponse } from "node:http";
import { env } from "../env";

/** Of the places for requests, the share that those may take which do not keep somebody's answers. */
const othersShare = 0.75;
/** How long a request may take to arrive and still count as work of this process. */
const arrivalMs = 1000;

/** Cheap to answer, needed while the process is busy, or with a limit of their own, as downloads and uploads have. */
const uncounted =
  /^\/(?:_next\/static\/|icon\.svg|overview\.png|api\/(?:health\/|metrics$|program\/imports\/[^/?]+\/files\/)|[^?]*\/(?:export|file)(?:$|\?))/;
const keepsAnswers = /^\/(?:api\/surveys|survey)\//;
const reads = new Set(["GET", "HEAD"]);

type Held = { request: IncomingMessage; response: ServerResponse; since: number };

const held = new Set<Held>();

/**
 * Takes a request on unless the process works at as many as it may (REQUESTS_AT_ONCE); false means that it is to be turned
 * away. Answers that are saved or submitted get the last quarter of the places for themselves.
 */
export function takesOn(request: IncomingMessage, response: ServerResponse): boolean {
  const { url = "", method = "" } = request;
  if (uncounted.test(url)) return true;
  const most = env().REQUESTS_AT_ONCE;
  const isSaving = keepsAnswers.test(url) && !reads.has(method);
  if (requestsAtWork() >= (isSaving ? most : Math.ceil(most * othersShare))) return false;
  const one: Held = { request, response, since: performance.now() };
  held.add(one);
  response.once("close", () => held.delete(one));
  return true;
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

/** Seconds after which a request that was turned away may be sent again: not the same for all, who would come back at once. */
export const retrySeconds = (): number => 2 + Math.floor(Math.random() * 4);

import type { IncomingMessage, ServerResponse } from "node:http";
import { env } from "../env";
import { metrics } from "./registry";

const kinds: readonly (readonly [RegExp, string])[] = [
  [/^\/api\/(?:health|metrics)/, "watching"],
  [/^\/(?:_next\/static\/|icon\.svg|overview\.png)/, "file"],
  [/^[^?]*\/(?:export|file)(?:$|\?)/, "download"],
  [/^\/api\//, "route"],
];

function kindOf({ method, url = "" }: IncomingMessage): string {
  const known = kinds.find(([address]) => address.test(url));
  return known?.[1] ?? (method === "POST" ? "action" : "page");
}

/** Counts a request, once it is answered or its sender is gone; nothing where nobody reads the figures. */
export function countRequest(request: IncomingMessage, response: ServerResponse): void {
  if (!env().METRICS_TOKEN) return;
  const began = performance.now();
  const kind = kindOf(request);
  response.once("close", () => {
    const status = response.headersSent ? `${Math.floor(response.statusCode / 100)}xx` : "none";
    metrics().requests.observe({ kind, status }, (performance.now() - began) / 1000);
  });
}

/** Counts a request that is turned away. */
export function countTurnedAway(request: IncomingMessage): void {
  if (env().METRICS_TOKEN) metrics().turnedAway.inc({ kind: kindOf(request) });
}

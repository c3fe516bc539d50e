import type { ServerResponse } from "node:http";

/** What is answered in place of an answer of Next: without a body, Next's own under another status. */
export type StandIn = { status: number; headers?: Record<string, string>; body?: string };

/** What Next says of a body that is not sent. */
const ofBody = ["content-length", "content-encoding", "content-range", "etag", "vary"];

/** Answers what `choose` gives for Next's status, once that is known; where it gives undefined, Next's answer stays. */
export function standIn(response: ServerResponse, choose: (status: number) => StandIn | undefined): void {
  const { writeHead, write, end } = response;
  let body: string | undefined;
  response.writeHead = function (this: ServerResponse, status: number, ...rest: never[]) {
    const chosen = choose(status);
    if (!chosen) return Reflect.apply(writeHead, this, [status, ...rest]);
    body = chosen.body;
    if (body === undefined) return Reflect.apply(writeHead, this, [chosen.status, ...rest]);
    for (const name of ofBody) response.removeHeader(name);
    for (const [name, value] of Object.entries(chosen.headers ?? {})) response.setHeader(name, value);
    response.setHeader("content-length", Buffer.byteLength(body));
    return Reflect.apply(writeHead, this, [chosen.status]);
  } as typeof writeHead;
  // Before Node chooses the head by itself, whose length it would take from the body that is not sent.
  const begin = () => {
    if (!response.headersSent && choose(response.statusCode)?.body !== undefined) {
      response.writeHead(response.statusCode);
    }
  };
  response.write = function (this: ServerResponse, ...given: never[]) {
    begin();
    if (body === undefined) return Reflect.apply(write, this, given);
    const last: unknown = given.at(-1);
    if (typeof last === "function") process.nextTick(last as () => void);
    return true;
  } as typeof write;
  response.end = function (this: ServerResponse, ...given: never[]) {
    begin();
    if (body === undefined) return Reflect.apply(end, this, given);
    const last: unknown = given.at(-1);
    return Reflect.apply(end, this, typeof last === "function" ? [body, last] : [body]);
  } as typeof end;
}

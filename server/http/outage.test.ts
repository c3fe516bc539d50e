import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { busyAnswer, unconfirmedAnswer } from "@/lib/domain/busy-answer";
import { failure } from "@/lib/i18n/en/failure";
import { unanswered } from "@/lib/i18n/en/unanswered";
import { receive } from "./front";
import { requestFacts } from "./request-facts";

let origin: string;
/** The handler behind the front, in place of Next. */
let behind: (request: IncomingMessage, response: ServerResponse) => void;
const server = createServer((request, response) =>
  receive(request, response, () => {
    behind(request, response);
    return true;
  }),
);

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.stubEnv("AUTH_URL", origin);
  vi.stubEnv("AUTH_SECRET", "a secret for tests only, 32 characters");
  vi.stubEnv("TWOFOLD_MASTER_KEY", Buffer.alloc(32).toString("base64"));
  vi.stubEnv("TWOFOLD_MODE", "test");
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
});

/** Next's page of a failure, as it sends it to most browsers: compressed, and in parts. */
const failing = (outage: "busy" | "unconfirmed" | undefined, status = 500) => {
  behind = (_, response) => {
    const facts = requestFacts()!;
    facts.outage = outage;
    facts.accepted = true;
    response.statusCode = status;
    response.setHeader("content-type", "text/html");
    response.setHeader("content-encoding", "gzip");
    response.setHeader("etag", "x");
    const body = gzipSync("a page of Next");
    response.write(body.subarray(0, 5));
    response.end(body.subarray(5));
  };
};

const ask = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  fetch(origin + path, {
    method,
    headers: { origin, ...headers },
    ...(method === "POST" && { body: "x" }),
  });
const fromForm = { "content-type": "multipart/form-data; boundary=x" };

describe("a request that the database cannot serve", () => {
  it("is answered with a page that asks again by itself", async () => {
    for (const outage of ["busy", "unconfirmed"] as const) {
      failing(outage);
      const answer = await ask("/home");
      expect(answer.status).toBe(503);
      expect(answer.headers.get("retry-after")).toMatch(/^[2-5]$/);
      expect(answer.headers.get("refresh")).toBe(answer.headers.get("retry-after"));
      expect(answer.headers.get("etag")).toBeNull();
      const text = await answer.text();
      expect(text).toContain(unanswered.busy.reads);
      expect(text).not.toContain("a page of Next");
      expect(answer.headers.get("content-length")).toBe(String(Buffer.byteLength(text)));
    }
  });

  it("tells a form's sender without scripts whether it may be sent again", async () => {
    failing("busy");
    const busy = await ask("/sign-in", fromForm, "POST");
    expect([busy.status, busy.headers.get("refresh")]).toEqual([503, null]);
    expect(await busy.text()).toContain(unanswered.busy.sends);
    failing("unconfirmed");
    expect(await (await ask("/sign-in", fromForm, "POST")).text()).toContain(failure.unconfirmed.text);
  });

  it("tells an action's page by a text that React passes on", async () => {
    for (const [outage, text] of [
      ["busy", busyAnswer],
      ["unconfirmed", unconfirmedAnswer],
    ] as const) {
      failing(outage);
      const answer = await ask("/home", { "next-action": "00" }, "POST");
      expect([answer.status, answer.headers.get("content-type")]).toEqual([503, "text/plain"]);
      expect(await answer.text()).toBe(text);
    }
  });

  it("tells a route's caller in JSON", async () => {
    failing("unconfirmed");
    const answer = await ask("/api/page");
    expect([answer.status, await answer.json()]).toEqual([503, { error: "unconfirmed", fields: {} }]);
  });

  it("is left as it is where it was answered all the same, or failed otherwise", async () => {
    failing("busy", 200);
    const answer = await ask("/home");
    expect([answer.status, await answer.text()]).toEqual([200, "a page of Next"]);
    failing(undefined);
    const failed = await ask("/home");
    expect([failed.status, await failed.text()]).toEqual([500, "a page of Next"]);
  });
});

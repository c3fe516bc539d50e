import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { busyAnswer } from "@/lib/domain/busy-answer";
import { receive } from "./front";
import { requestsAtWork } from "./load";

const origin = "http://localhost:3000";
/** Requests that the product behind the front has, and does not answer by itself. */
const waiting: { request: IncomingMessage; response: ServerResponse }[] = [];
const server = createServer((request, response) =>
  receive(request, response, () => {
    waiting.push({ request, response });
    return true;
  }),
);
const open = new Set<Socket>();

beforeAll(async () => {
  // Three places for any request, one more for answers.
  vi.stubEnv("REQUESTS_AT_ONCE", "4");
  vi.stubEnv("AUTH_URL", origin);
  vi.stubEnv("AUTH_SECRET", "a secret for tests only, 32 characters");
  vi.stubEnv("TWOFOLD_MASTER_KEY", Buffer.alloc(32).toString("base64"));
  vi.stubEnv("TWOFOLD_MODE", "test");
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(async () => {
  for (const socket of open) socket.destroy();
  open.clear();
  waiting.length = 0;
  await vi.waitFor(() => expect(requestsAtWork()).toBe(0));
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
});

/** Sends the head of a request, and of its body what is given; what came back so far is in `text`. */
function ask(line: string, headers: Record<string, string> = {}, body = "") {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  open.add(socket);
  const asked = { socket, text: "" };
  socket.on("data", (chunk) => {
    asked.text += chunk;
  });
  const length = line.startsWith("GET") ? {} : { "content-length": String(body.length) };
  const all = { host: "localhost:3000", origin, ...length, ...headers };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`${line} HTTP/1.1\r\n${head.join("")}\r\n${body}`);
  return asked;
}

const taken = (count: number) => vi.waitFor(() => expect(waiting).toHaveLength(count));

/** Takes as many requests as may be anything, which stay without an answer. */
async function fill(count = 3): Promise<void> {
  for (let n = 0; n < count; n++) ask("GET /home");
  await taken(count);
}

async function turnedAway(...given: Parameters<typeof ask>): Promise<{ head: string; body: string }> {
  const before = waiting.length;
  const asked = ask(...given);
  await vi.waitFor(() => expect(asked.text).toContain("\r\n\r\n"));
  expect(waiting).toHaveLength(before);
  const [head = "", body = ""] = asked.text.split("\r\n\r\n");
  expect(head).toMatch(/^HTTP\/1\.1 503 /);
  expect(head).toMatch(/\r\nretry-after: [2-5]\r\n/i);
  return { head: head.toLowerCase(), body };
}

const action = { "next-action": "00", "content-type": "text/plain;charset=UTF-8" };

describe("what is more than the process works at", () => {
  it("is turned away as its sender can read it", async () => {
    await fill();
    const page = await turnedAway("GET /insights");
    expect(page.head).toMatch(/\r\nrefresh: [2-5]\r\n/);
    expect(page.head).toContain("content-type: text/html");
    expect(page.body).toContain("Twofold is not available at this moment");

    const sent = await turnedAway(
      "POST /sign-in",
      { "content-type": "multipart/form-data; boundary=x" },
      "x",
    );
    expect(sent.head).not.toContain("refresh:");
    expect(sent.body).toContain("what you typed is still there");

    const called = await turnedAway("POST /home", action, "[]");
    // React passes on the text of no other type.
    expect(called.head).toContain("content-type: text/plain\r\n");
    expect(called.body).toBe(busyAnswer);

    const route = await turnedAway("GET /api/page");
    expect(JSON.parse(route.body)).toEqual({ error: "busy", fields: {} });
  });

  it("keeps a place for answers, which are turned away only beyond that", async () => {
    await fill();
    await turnedAway("GET /survey/1/2");
    ask("PUT /api/surveys/1/2/draft", {}, "{}");
    await taken(4);
    const draft = await turnedAway("PUT /api/surveys/1/2/draft", {}, "{}");
    expect(JSON.parse(draft.body)).toEqual({ error: "busy", fields: {} });
    expect((await turnedAway("POST /survey/1/2", action, "[]")).body).toBe(busyAnswer);
  });

  it.each([
    "/api/health/ready",
    "/api/metrics",
    "/_next/static/chunks/x.js",
    "/icon.svg",
    "/insights/export?table=units",
    "/account/data/file",
  ])("is not %s, however much is going on", async (url) => {
    await fill();
    ask(`GET ${url}`);
    await taken(4);
    expect(requestsAtWork()).toBe(3);
  });
});

describe("a place is free again", () => {
  it("once a request is answered, also where its connection stays", async () => {
    await fill();
    waiting[0]!.response.end("done");
    await vi.waitFor(() => expect(requestsAtWork()).toBe(2));
    ask("GET /insights");
    await taken(4);
  });

  it("once its sender is gone", async () => {
    await fill(2);
    const gone = ask("GET /home");
    await taken(3);
    gone.socket.destroy();
    await vi.waitFor(() => expect(requestsAtWork()).toBe(2));
  });

  it("while a reader does not take the answer", async () => {
    await fill();
    waiting[0]!.response.write(Buffer.alloc(1_000_000));
    expect(requestsAtWork()).toBe(2);
  });

  it("while a body does not arrive, which may take a second", async () => {
    await fill(2);
    ask("POST /home", { ...action, "content-length": "20" }, "[");
    await taken(3);
    expect(requestsAtWork()).toBe(3);
    await sleep(1100);
    expect(requestsAtWork()).toBe(2);
  });
});

it("figures are served at any address of the process, and nothing else is", async () => {
  ask("GET /api/metrics", { host: "10.0.0.7:3000" });
  await taken(1);
  const other = ask("GET /api/metrics/x", { host: "10.0.0.7:3000" });
  await vi.waitFor(() => expect(other.text).toMatch(/^HTTP\/1\.1 421 /));
});

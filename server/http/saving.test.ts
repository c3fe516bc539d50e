import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { receive } from "./front";
import { requestsAtWork } from "./load";
import { requestFacts } from "./request-facts";

const origin = "http://localhost:3000";
/** What Next was given and has not answered, each with its request's own id. */
const begun: { url: string; id: string | undefined; response: ServerResponse }[] = [];
const server = createServer((request, response) =>
  receive(request, response, () => {
    begun.push({ url: request.url!, id: requestFacts()?.id, response });
    return true;
  }),
);
const open: Socket[] = [];

beforeAll(async () => {
  vi.stubEnv("AUTH_URL", origin);
  vi.stubEnv("AUTH_SECRET", "a secret for tests only, 32 characters");
  vi.stubEnv("TWOFOLD_MASTER_KEY", Buffer.alloc(32).toString("base64"));
  vi.stubEnv("TWOFOLD_MODE", "test");
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(async () => {
  for (const socket of open) socket.destroy();
  open.length = 0;
  await vi.waitFor(() => expect(requestsAtWork()).toBe(0));
  begun.length = 0;
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
});

function ask(line: string, length = 2) {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  const asked = { socket, text: "" };
  open.push(socket);
  socket.on("data", (chunk) => {
    asked.text += chunk;
  });
  const body = line.startsWith("GET") ? "" : "{}";
  socket.write(
    `${line} HTTP/1.1\r\nhost: localhost:3000\r\norigin: ${origin}\r\ncontent-length: ${body ? length : 0}\r\n\r\n${body}`,
  );
  return asked;
}

/** Saves answers of a duo. */
const save = (duo: number, length?: number) => ask(`PUT /api/surveys/1/${duo}/draft`, length);
const saves = (count: number) => Array.from({ length: count }, (_, duo) => save(duo));
const isAtWork = (count: number) => vi.waitFor(() => expect(requestsAtWork()).toBe(count));

it("eight that keep answers are worked at, the others in their order as these end; others pass", async () => {
  saves(8);
  await vi.waitFor(() => expect(begun).toHaveLength(8));
  save(8);
  await isAtWork(9);
  save(9);
  await isAtWork(10);
  ask("GET /home");
  await vi.waitFor(() => expect(begun.map(({ url }) => url)).toContain("/home"));
  expect(begun).toHaveLength(9);
  begun[3]!.response.end();
  await vi.waitFor(() => expect(begun).toHaveLength(10));
  expect(begun.at(-1)!.url).toBe("/api/surveys/1/8/draft");
  begun[0]!.response.end();
  await vi.waitFor(() => expect(begun).toHaveLength(11));
  expect(begun.at(-1)!.url).toBe("/api/surveys/1/9/draft");
  expect(new Set(begun.map(({ id }) => id)).size).toBe(11);
});

it("one that left while it waited is not begun", async () => {
  saves(8);
  await vi.waitFor(() => expect(begun).toHaveLength(8));
  const gone = save(8);
  await isAtWork(9);
  gone.socket.destroy();
  await isAtWork(8);
  save(9);
  await isAtWork(9);
  begun[0]!.response.end();
  await vi.waitFor(() => expect(begun).toHaveLength(9));
  expect(begun.at(-1)!.url).toBe("/api/surveys/1/9/draft");
});

it("senders that do not send on keep nobody waiting", async () => {
  for (let duo = 0; duo < 8; duo++) save(duo, 20);
  await vi.waitFor(() => expect(begun).toHaveLength(8));
  save(8);
  await vi.waitFor(() => expect(begun).toHaveLength(9), { timeout: 10_000 });
});

it("answers about answers are kept by nobody, and are no page", async () => {
  const asked = save(0);
  await vi.waitFor(() => expect(begun).toHaveLength(1));
  begun[0]!.response.end("{}");
  await vi.waitFor(() => expect(asked.text).toContain("{}"));
  expect(asked.text).toMatch(/\r\ncache-control: private, no-store\r\n/i);
  expect(asked.text).toMatch(/\r\ncontent-security-policy: default-src 'none'; frame-ancestors 'none'\r\n/i);
});

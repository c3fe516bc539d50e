import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { failure } from "@/lib/i18n/en/failure";
import { standIn } from "./stand-in";
import { otherVersion } from "./unknown-action";

/** Answers as Next 16 does to an action that it does not know, and otherwise with a text. */
const server = createServer((request, response) => {
  standIn(response, () => otherVersion(request, response));
  if (request.url === "/known") return void response.end("done");
  response.statusCode = 404;
  response.setHeader("x-nextjs-action-not-found", "1");
  response.setHeader("content-type", "text/plain");
  response.setHeader("content-length", 24);
  response.end("Server action not found.");
});
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => void server.close());

const post = (path: string, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, {
    method: "POST",
    headers,
    body: "x",
  });

it("tells an open page in the product's words that a new version runs", async () => {
  const answer = await post("/sign-in", { "next-action": "00" });
  expect([answer.status, await answer.text()]).toEqual([404, failure.otherVersion.text]);
  expect(answer.headers.get("x-nextjs-action-not-found")).toBe("1");
});

it("tells a browser without scripts in a page", async () => {
  const answer = await post("/sign-in");
  expect(answer.status).toBe(404);
  expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(await answer.text()).toContain(`>${failure.otherVersion.title}</h1>`);
});

it("leaves every other answer as it is", async () => {
  expect(await (await post("/known", { "next-action": "00" })).text()).toBe("done");
});

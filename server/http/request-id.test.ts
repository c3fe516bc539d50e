import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, vi } from "vitest";
import { receive } from "./front";
import { requestFacts } from "./request-facts";

it("names each request, and tells what answers it and who sent it the same name", async () => {
  vi.stubEnv("AUTH_SECRET", "a secret for tests only, 32 characters");
  vi.stubEnv("TWOFOLD_MODE", "test");
  const names: (string | undefined)[] = [];
  const server = createServer((request, response) =>
    receive(request, response, () => {
      names.push(requestFacts()?.id);
      response.end();
      return true;
    }),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  vi.stubEnv("AUTH_URL", origin);
  const given = { "x-request-id": "mine", host: new URL(origin).host };
  const answers = [await fetch(`${origin}/home`, { headers: given }), await fetch(`${origin}/home`)];
  const told = answers.map(({ headers }) => headers.get("x-request-id"));
  expect(told).toEqual(names);
  expect(new Set(told).size).toBe(2);
  expect(told).not.toContain("mine");
  server.close();
  vi.unstubAllEnvs();
});

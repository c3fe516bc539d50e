import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fetchWithin, ProviderFailed } from "./provider-fetch";

/**
 * A provider that never answers at /silent, never ends its answer at /endless, and answers with the status
 * that is asked for.
 */
const provider = createServer(({ url = "" }, response) => {
  if (url === "/silent") return;
  if (url === "/endless") return void response.write('{"sub":');
  response.writeHead(Number(url.slice(1)), { location: "/elsewhere", "content-type": "application/json" });
  response.end(url === "/204" ? undefined : '{"error":"server_error"}');
});
let origin: string;
beforeAll(async () => {
  await new Promise<void>((ready) => provider.listen(0, "127.0.0.1", ready));
  origin = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
});
afterAll(() => {
  provider.closeAllConnections();
  provider.close();
});

test.each(["/silent", "/endless"])("a provider that hangs is given up: %s", async (path) => {
  await expect(fetchWithin(50)(origin + path)).rejects.toMatchObject({ name: "TimeoutError" });
});

test.each([500, 503])("a fault of the provider is named before its answer is read: %d", async (status) => {
  const failed = await fetchWithin(60_000)(`${origin}/${status}`).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(ProviderFailed);
  expect(failed).toMatchObject({ code: `HTTP_${status}` });
});

test("an address without https is not asked, but on this machine", async () => {
  const asked = fetchWithin(60_000)("http://id.example.com/token");
  await expect(asked).rejects.toThrow("an address of the provider is not https");
});

test.each([200, 204, 302, 400])("everything else is passed on as it is: %d", async (status) => {
  const answer = await fetchWithin(60_000)(`${origin}/${status}`, { redirect: "manual" });
  expect(answer.status).toBe(status);
  expect(answer.headers.get("location")).toBe("/elsewhere");
  expect(await answer.text()).toBe(status === 204 ? "" : '{"error":"server_error"}');
});

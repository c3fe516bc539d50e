import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { installFront } from "./front";
import { noteStop } from "./stopping";

beforeEach(() => {
  vi.stubEnv("AUTH_URL", "http://localhost:3000");
  vi.stubEnv("AUTH_SECRET", "a secret for tests only, 32 characters");
  vi.stubEnv("TWOFOLD_MASTER_KEY", Buffer.alloc(32).toString("base64"));
  vi.stubEnv("TWOFOLD_MODE", "test");
  vi.stubEnv("STOP_GRACE_SECONDS", "1");
});
afterEach(() => {
  vi.unstubAllEnvs();
  delete (globalThis as { twofoldStopping?: true }).twofoldStopping;
});

test("a port stays open for a while once the process is asked to end, and closes at once otherwise", async () => {
  installFront();
  const listening = async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const takes = () =>
      new Promise<boolean>((resolve) => {
        const socket = connect(port, "127.0.0.1", () => resolve(true));
        socket.on("error", () => resolve(false));
        socket.on("connect", () => socket.destroy());
      });
    return { server, takes };
  };
  const other = await listening();
  other.server.close();
  expect(await other.takes()).toBe(false);

  const { server, takes } = await listening();
  noteStop();
  const closed = once(server, "close");
  server.close();
  expect(await takes()).toBe(true);
  await closed;
  expect(await takes()).toBe(false);
});

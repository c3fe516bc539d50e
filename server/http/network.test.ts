import type { IncomingMessage } from "node:http";
import { afterEach, describe, expect, it, vi } from "vitest";

async function network(proxies: string) {
  vi.stubEnv("AUTH_URL", "http://localhost:3000");
  vi.stubEnv("AUTH_SECRET", "a secret for tests only, 32 characters");
  vi.stubEnv("TWOFOLD_MODE", "test");
  vi.stubEnv("TRUSTED_PROXIES", proxies);
  vi.resetModules();
  return import("./network");
}
afterEach(() => vi.unstubAllEnvs());

const from = (connected: string, forwarded?: string) =>
  ({
    headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
    socket: { remoteAddress: connected },
  }) as unknown as IncomingMessage;

describe("the address of a request", () => {
  it("is who connected, whatever is written in a header, when no proxy is trusted", async () => {
    const { clientAddress } = await network("0");
    expect(clientAddress(from("192.0.2.7"))).toBe("192.0.2.7");
    expect(clientAddress(from("192.0.2.7", "198.51.100.1"))).toBe("192.0.2.7");
  });

  it("is what the outermost trusted proxy wrote, whatever stands before it", async () => {
    const one = await network("1");
    expect(one.clientAddress(from("127.0.0.1", "198.51.100.1"))).toBe("198.51.100.1");
    expect(one.clientAddress(from("127.0.0.1", "6.6.6.6, 198.51.100.1"))).toBe("198.51.100.1");
    expect(one.clientAddress(from("127.0.0.1", "198.51.100.1:4711"))).toBe("198.51.100.1");
    expect(one.clientAddress(from("127.0.0.1", "[2001:db8::1]:4711"))).toBe("2001:db8::1");
    const two = await network("2");
    expect(two.clientAddress(from("127.0.0.1", "6.6.6.6, 198.51.100.1, 10.0.0.2"))).toBe("198.51.100.1");
  });

  it("is who connected when it did not come through all trusted proxies", async () => {
    const { clientAddress } = await network("2");
    expect(clientAddress(from("192.0.2.7", "6.6.6.6"))).toBe("192.0.2.7");
    expect(clientAddress(from("192.0.2.7"))).toBe("192.0.2.7");
    expect((await network("1")).clientAddress(from("192.0.2.7", ""))).toBe("192.0.2.7");
  });
});

describe("the network of an address", () => {
  it.each([
    ["192.0.2.7", "192.0.2"],
    ["192.0.2.200", "192.0.2"],
    ["::ffff:192.0.2.7", "192.0.2"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    ["2001:DB8:1:2::1", "2001:db8:1:2"],
    ["2001:db8::1", "2001:db8:0:0"],
    ["fe80::1%eth0", "fe80:0:0:0"],
    ["::1", "0:0:0:0"],
    ["", ""],
  ])("of %s is %s", async (address, expected) => {
    expect((await network("0")).networkOf(address)).toBe(expected);
  });
});

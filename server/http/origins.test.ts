import { afterEach, describe, expect, it, vi } from "vitest";

/** The module as a process with this address has it. */
async function at(authUrl: string) {
  vi.stubEnv("AUTH_URL", authUrl);
  vi.stubEnv("AUTH_SECRET", "x".repeat(32));
  vi.stubEnv("TWOFOLD_MASTER_KEY", Buffer.alloc(32).toString("base64"));
  vi.stubEnv("TWOFOLD_MODE", "test");
  vi.resetModules();
  return import("./origins");
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("another name of this machine", () => {
  const names = [
    "127.0.0.1:3000",
    "127.0.0.2:3000",
    "[::1]:3000",
    "0.0.0.0:3000",
    "localhost.:3000",
    "a.localhost:3000",
    "localhost:3840",
  ];

  it.each(names)("%s leads to the product on it", async (name) => {
    expect((await at("http://localhost:3000")).isLoopbackAlias(name)).toBe(true);
  });

  it("is none where the product is reached elsewhere, and no other name is one", async () => {
    const elsewhere = await at("https://twofold.example.com");
    for (const name of names) expect([name, elsewhere.isLoopbackAlias(name)]).toEqual([name, false]);
    const here = await at("http://localhost:3000");
    for (const name of ["localhost.example.com", "example.com:3000", "127.0.0.1.example.com", "notlocalhost"])
      expect([name, here.isLoopbackAlias(name)]).toEqual([name, false]);
  });
});

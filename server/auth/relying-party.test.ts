import { afterEach, beforeEach, expect, test, vi } from "vitest";

beforeEach(() => {
  // The environment is read once.
  vi.resetModules();
  vi.stubEnv("AUTH_URL", "https://twofold.example.com");
  vi.stubEnv("AUTH_SECRET", "a secret for tests only, 32 characters");
  vi.stubEnv("TWOFOLD_MASTER_KEY", Buffer.alloc(32).toString("base64"));
  vi.stubEnv("SMTP_URL", "smtp://127.0.0.1:1");
});
afterEach(() => vi.unstubAllEnvs());

test("passkeys are made for the address that people type, whatever its port", async () => {
  vi.stubEnv("AUTH_URL", "http://localhost:3210");
  const { passkeysEnabled, relyingParty } = await import("./relying-party");
  expect(passkeysEnabled()).toBe(true);
  expect(relyingParty()).toEqual({ id: "localhost", origin: "http://localhost:3210" });
});

test.each([
  ["AUTH_URL", "https://twofold.example.com", true],
  ["AUTH_URL", "https://192.0.2.7", false],
  ["AUTH_URL", "https://[2001:db8::1]", false],
  ["AUTH_URL", "http://twofold.example.com", false],
  ["AUTH_LOCAL", "off", false],
  ["SMTP_URL", "", false],
])("with %s %s they are offered: %s", async (name, value, offered) => {
  vi.stubEnv(name, value);
  // Mail that cannot be sent leaves the provider.
  for (const part of ["ISSUER", "ID", "SECRET"]) vi.stubEnv(`AUTH_OIDC_${part}`, "https://id.example.com");
  const { passkeysEnabled } = await import("./relying-party");
  expect(passkeysEnabled()).toBe(offered);
});

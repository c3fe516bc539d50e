import { describe, expect, it } from "vitest";
import { parseEnv } from "./env";

const good = {
  AUTH_URL: "https://twofold.example.com",
  AUTH_SECRET: "x".repeat(32),
  SMTP_URL: "smtp://localhost",
};

describe("environment", () => {
  it("accepts the least that production needs", () => {
    const env = parseEnv(good);
    expect(env.TWOFOLD_MODE).toBe("production");
    expect(env.AUTH_LOCAL).toBe(true);
    expect(env.AUTH_OIDC_TRUST_EMAIL).toBe(false);
  });

  it("refuses a short secret and never repeats it", () => {
    const attempt = () => parseEnv({ ...good, AUTH_SECRET: "hunter2-hunter2" });
    expect(attempt).toThrow(/AUTH_SECRET/);
    expect(attempt).not.toThrow(/hunter2/);
  });

  it.each(["abc", "0", "-1", "2.5"])("refuses %s connections a pool", (size) => {
    expect(() => parseEnv({ ...good, DATABASE_POOL_SIZE: size })).toThrow(/DATABASE_POOL_SIZE/);
  });

  it("wants OIDC whole or not at all, and takes an empty variable for an absent one", () => {
    expect(() => parseEnv({ ...good, AUTH_OIDC_ISSUER: "https://id.example.com" })).toThrow(/AUTH_OIDC_ID/);
    expect(parseEnv({ ...good, AUTH_OIDC_ISSUER: "" }).AUTH_OIDC_ISSUER).toBeUndefined();
  });

  it("refuses a production in which nobody could sign in", () => {
    expect(() => parseEnv({ ...good, SMTP_URL: undefined })).toThrow(/nobody could sign in/);
    expect(() => parseEnv({ ...good, AUTH_LOCAL: "off" })).toThrow(/nobody could sign in/);
    const oidc = { AUTH_OIDC_ISSUER: "https://id.example.com", AUTH_OIDC_ID: "a", AUTH_OIDC_SECRET: "b" };
    expect(parseEnv({ ...good, ...oidc, SMTP_URL: undefined }).AUTH_OIDC_ID).toBe("a");
  });
});

import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { homePath, localPath } from "./local-path";

const site = "https://twofold.example.com:8443";

beforeAll(() => {
  vi.stubEnv("AUTH_URL", site);
  vi.stubEnv("AUTH_SECRET", "a secret for tests only, 32 characters");
  vi.stubEnv("TWOFOLD_MODE", "test");
});
afterAll(() => vi.unstubAllEnvs());

/** Ways to write another host, and things that are no address of a page. */
const elsewhere = [
  "//evil.com",
  "///evil.com",
  "////evil.com/home",
  "/\\evil.com",
  "\\\\evil.com",
  "\\/evil.com",
  "/\\/evil.com",
  "//\\evil.com",
  "/.//evil.com",
  "/./\\evil.com",
  "/..//evil.com",
  "/../..//evil.com",
  "/home/..//evil.com",
  "/home/../\\evil.com",
  "/home/.././/evil.com",
  "/%2e//evil.com",
  "/%2E%2E//evil.com",
  "/home/%2e%2e//evil.com",
  ".//evil.com/..//evil.com",
  "..//..//evil.com",
  "././/evil.com",
  "/\t/evil.com",
  "/\n/evil.com",
  "/\r/evil.com",
  "\t//evil.com",
  " //evil.com",
  "/.\t//evil.com",
  "/\t.//evil.com",
  "/.\n/\n/evil.com",
  "https://evil.com",
  "https:evil.com/..//evil.com",
  "https:///evil.com",
  "https:\\\\evil.com",
  "HTTPS://EVIL.COM/home",
  "http://twofold.example.com:8443/home",
  "https://twofold.example.com/home",
  "https://twofold.example.com:8444/home",
  "https://twofold.example.com.evil.com:8443/home",
  "https://evil.com:8443/home",
  "https://twofold.example.com:8443@evil.com/home",
  "https://evil.com#@twofold.example.com:8443/home",
  "https://evil.com\\@twofold.example.com:8443/home",
  "//evil.com@twofold.example.com/home",
  "//twofold.example.com:8443.evil.com",
  "https://twofold.example.com:8443//evil.com",
  "https://twofold.example.com:8443/.//evil.com",
  "https://twofold.example.com:8443\\\\evil.com",
  "https://[::1]/home",
  "https://0x7f000001/home",
  "https://",
  "https://:8443/home",
  "//",
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\nscript:alert(1)",
  "data:text/html,x",
  "blob:https://twofold.example.com:8443/x",
  "file:///etc/passwd",
  "mailto:eve@evil.com",
  "ftp://twofold.example.com:8443/home",
  "ws://twofold.example.com:8443/home",
  "",
  `/${"x".repeat(3000)}`,
  undefined,
  null,
  7,
  ["/survey"],
];

describe("where to go after signing in", () => {
  it.each([
    ["/survey/1/2?step=3", "/survey/1/2?step=3"],
    ["/insights/duos?q=J%C3%BCrgen&status=strained", "/insights/duos?q=J%C3%BCrgen&status=strained"],
    ["/duos/1?back=//evil.com", "/duos/1?back=//evil.com"],
    ["/program#cycles", "/program"],
    ["/home/../account", "/account"],
    [`${site}/account`, "/account"],
    ["/%2F%2Fevil.com", "/%2F%2Fevil.com"],
    ["account", "/account"],
  ])("%s is %s", (input, path) => {
    expect(localPath(input)).toBe(path);
  });

  it("is tried with sixty ways to leave the site, and more", () => {
    expect(elsewhere.length).toBeGreaterThan(60);
  });

  it.each(elsewhere)("is home for %j", (input) => {
    expect(localPath(input)).toBe(homePath);
  });

  it.each(elsewhere.filter((input) => typeof input === "string"))("stays on this site for %j", (input) => {
    expect(new URL(localPath(input), site).origin).toBe(site);
  });
});

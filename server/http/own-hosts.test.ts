import { describe, expect, it } from "vitest";
import { allowedOrigins, normalHost } from "./own-hosts";

describe("a host", () => {
  it.each([
    ["https:", "Example.com:443", "example.com"],
    ["http:", "example.com:80", "example.com"],
    ["http:", "example.com:443", "example.com:443"],
    ["http:", "[::1]:3000", "[::1]:3000"],
    ["http:", "[0:0:0:0:0:0:0:1]", "[::1]"],
  ])("%s %s is written %s", (protocol, host, normal) => {
    expect(normalHost(protocol, host)).toBe(normal);
  });

  it.each(["", "a b", "a/b", "a@b", "a:b", "a:999999", "bücher.example", "a\tb", "[::1"])(
    "is not %j",
    (host) => {
      expect(normalHost("http:", host)).toBeUndefined();
    },
  );
});

describe("what Next is told", () => {
  it("is the same hosts, the usual port left out", () => {
    expect(allowedOrigins({ AUTH_URL: "https://h:443", ALLOWED_HOSTS: "a, b:8443,c:443" })).toEqual([
      "h",
      "a",
      "b:8443",
      "c:443",
      "c",
    ]);
  });

  it("is nothing in a build, which has no environment", () => {
    expect(allowedOrigins({})).toEqual([]);
  });
});

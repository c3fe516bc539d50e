import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { MasterKeyError, masterKeys, parseMasterKey, unwrapDataKey, wrapDataKey } from "./master-key";

const [first, second] = [randomBytes(32).toString("base64"), randomBytes(32).toString("base64")];
const dataKey = randomBytes(32);

beforeEach(() => {
  vi.stubEnv("TWOFOLD_MASTER_KEY", first);
  vi.stubEnv("TWOFOLD_MASTER_KEY_PREVIOUS", "");
});
afterEach(() => vi.unstubAllEnvs());

describe("the master key", () => {
  test.each([
    ["too short", randomBytes(16).toString("base64")],
    ["too long", randomBytes(33).toString("base64")],
    ["no base64", "x".repeat(43).concat("*")],
    ["hexadecimal", randomBytes(32).toString("hex")],
  ])("that is %s is refused without being repeated", (_, value) => {
    expect(() => parseMasterKey(value)).toThrow(MasterKeyError);
    expect(() => parseMasterKey(value)).not.toThrow(value);
  });

  test("is taken with and without padding", () => {
    expect(parseMasterKey(first.replace(/=+$/, ""))).toEqual(parseMasterKey(first));
  });

  test("that is missing is named, with how to make one", () => {
    vi.stubEnv("TWOFOLD_MASTER_KEY", "");
    expect(() => masterKeys()).toThrow(/^TWOFOLD_MASTER_KEY is missing.*openssl rand -base64 32/);
  });
});

describe("a data key", () => {
  test("comes out as it went in", () => {
    expect(unwrapDataKey(wrapDataKey(parseMasterKey(first), "org", dataKey))).toEqual(dataKey);
  });

  test("opens with the previous master key while a rotation lasts", () => {
    const wrapped = wrapDataKey(parseMasterKey(first), "org", dataKey);
    vi.stubEnv("TWOFOLD_MASTER_KEY", second);
    vi.stubEnv("TWOFOLD_MASTER_KEY_PREVIOUS", first);
    expect(unwrapDataKey(wrapped)).toEqual(dataKey);
  });

  test("does not open with another master key, and the message says which variable to set", () => {
    const wrapped = wrapDataKey(parseMasterKey(second), "org", dataKey);
    expect(() => unwrapDataKey(wrapped)).toThrow(/^TWOFOLD_MASTER_KEY is not the key.*Nothing was changed/);
  });

  test("of one organization does not open as another's", () => {
    const wrapped = wrapDataKey(parseMasterKey(first), "org", dataKey);
    expect(() => unwrapDataKey({ ...wrapped, orgId: "other" })).toThrow("does not open");
  });
});

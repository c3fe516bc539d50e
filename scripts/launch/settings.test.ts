import { createServer } from "node:net";
import path from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { chooseAddress, probeUrl } from "./address";
import { unusedMasterKey, webEnvironment } from "./environment";
import { databaseUrlSetting, dataDirectory, portSetting } from "./settings";

afterEach(() => vi.unstubAllEnvs());

describe("PORT", () => {
  it.each(["abc", "0", "65536", "-1", "3000.5", "0x10", "3 000", "１２３"])(
    "of %j is refused with an example",
    (port) => {
      vi.stubEnv("PORT", port);
      expect(portSetting).toThrow(`PORT=${port} is not usable: `);
      expect(portSetting).toThrow(/For example: PORT=3000$/);
    },
  );

  it("that another program uses is refused with one that is not", async () => {
    const other = createServer();
    await new Promise<void>((ready) => other.listen(0, "127.0.0.1", ready));
    const { port } = other.address() as { port: number };
    vi.stubEnv("PORT", String(port));
    await expect(chooseAddress()).rejects.toThrow(
      `PORT=${port} is not usable: another program listens there. For example: PORT=${port + 1}`,
    );
    await new Promise((closed) => other.close(closed));
    expect((await chooseAddress()).port).toBe(port);
  });
});

describe("TWOFOLD_MASTER_KEY", () => {
  it("is named where the embedded database does not use it", () => {
    expect(unusedMasterKey({ masterKey: "own" }, "another")).toMatch(
      /^TWOFOLD_MASTER_KEY is not used: .*secrets/,
    );
    expect(unusedMasterKey({ masterKey: "own" }, "own")).toBeUndefined();
    expect(unusedMasterKey({ masterKey: "own" })).toBeUndefined();
  });
});

describe("HOST", () => {
  it.each(["203.0.113.7", "2001:db8::7", "nowhere.invalid", "http://localhost", "[::1]"])(
    "of %j is no address of this machine",
    async (host) => {
      await expect(chooseAddress(host)).rejects.toThrow(
        new RegExp(`^HOST=${host.replace(/[[\]]/g, "\\$&")} is not usable: .*For example: HOST=127.0.0.1`),
      );
    },
  );

  it.each([
    ["127.0.0.1", "http://localhost:", "http://127.0.0.1:"],
    ["0.0.0.0", "http://localhost:", "http://127.0.0.1:"],
    ["::1", "http://localhost:", "http://[::1]:"],
    ["127.0.0.2", "http://127.0.0.2:", "http://127.0.0.2:"],
  ])("of %s is reached by a browser at %sPORT", async (host, shown, probed) => {
    const address = await chooseAddress(host);
    expect(address.url).toBe(`${shown}${address.port}`);
    expect(probeUrl(address)).toBe(`${probed}${address.port}`);
  });
});

describe("a database's URL", () => {
  it.each([
    "twofold",
    "mysql://u:secret@h/db",
    "localhost:5432",
    "postgres//u:secret@h",
    "postgres://u:secret%zz@h/db",
  ])("of %j is refused without its password", (url) => {
    vi.stubEnv("DATABASE_URL_AUTH", url);
    const read = () => databaseUrlSetting("DATABASE_URL_AUTH");
    expect(read).toThrow(/^DATABASE_URL_AUTH=.* For example: DATABASE_URL_AUTH=postgres:\/\/twofold_auth:/);
    expect(read).not.toThrow(/secret/);
  });
});

describe("TWOFOLD_DATA_DIR", () => {
  it.each([import.meta.filename, `${import.meta.filename}/data`, "/proc/twofold/data", "~/twofold"])(
    "of %j is refused",
    (value) => {
      vi.stubEnv("TWOFOLD_DATA_DIR", value);
      expect(() => dataDirectory(".twofold/data")).toThrow(`TWOFOLD_DATA_DIR=${value} is not usable: `);
    },
  );

  it("is the fallback when it is not set, and a whole path otherwise", () => {
    vi.stubEnv("TWOFOLD_DATA_DIR", undefined);
    expect(dataDirectory(".twofold/demo")).toBe(".twofold/demo");
    vi.stubEnv("TWOFOLD_DATA_DIR", "there");
    expect(dataDirectory(".twofold/demo")).toBe(path.resolve("there"));
  });
});

it("the web server never gets the URLs of an administrator, nor may .env give them to it", () => {
  vi.stubEnv("DATABASE_URL_MIGRATE", "postgres://owner");
  vi.stubEnv("DATABASE_URL_ADMIN", undefined);
  const address = { host: "127.0.0.1", port: 3000, url: "http://localhost:3000" };
  expect(webEnvironment(address, {})).toMatchObject({ DATABASE_URL_MIGRATE: "", DATABASE_URL_ADMIN: "" });
});

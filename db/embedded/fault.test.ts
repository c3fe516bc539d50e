import { describe, expect, test } from "vitest";
import { inPlainWords } from "./fault";

const said = (fault: { code?: string; message: string }) =>
  (inPlainWords(Object.assign(new Error(), fault), "/srv/twofold") as Error).message;

describe("what goes wrong with a data directory is said in words that help", () => {
  test.each([
    { code: "ENOSPC", message: "write" },
    { code: "EDQUOT", message: "write" },
    { code: "53100", message: "could not extend file" },
    { message: "initdb: error: could not write file: No space left on device" },
  ])("a full disk: $code $message", (fault) => {
    expect(said(fault)).toBe(
      "The disk that holds /srv/twofold is full. Free some space on it, then start again.",
    );
  });

  test("a directory of another account", () => {
    expect(said({ code: "EACCES", message: "EACCES: permission denied, mkdir" })).toMatch(
      /\/srv\/twofold cannot be written by this account.*TWOFOLD_DATA_DIR=/,
    );
  });

  test("anything else stays as it is", () => {
    const error = new Error("something new");
    expect(inPlainWords(error, "/srv/twofold")).toBe(error);
  });
});

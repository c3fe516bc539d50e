import { describe, expect, it } from "vitest";
import { homePath, localPath } from "./local-path";

describe("where to go after signing in", () => {
  it("keeps a path of this site", () => {
    expect(localPath("/survey/1/2?step=3")).toBe("/survey/1/2?step=3");
  });

  it.each(["//evil.com", "/\\evil.com", "https://evil.com", "/a\\b", "/a\nb", "", undefined])(
    "goes home instead of %j",
    (input) => {
      expect(localPath(input)).toBe(homePath);
    },
  );
});

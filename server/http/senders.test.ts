import { expect, test } from "vitest";
import { wantsPage } from "./senders";

test.each([
  ["GET", "navigate", undefined, true],
  // Over plain http a browser says only what it takes.
  ["GET", undefined, "text/html,application/xhtml+xml,*/*;q=0.8", true],
  ["HEAD", null, "text/html", true],
  ["GET", "cors", "text/html", false],
  ["GET", undefined, "*/*", false],
  ["GET", undefined, undefined, false],
  ["POST", "navigate", "text/html", false],
])("%s with mode %s and accept %s is for a person to read: %s", (method, mode, accept, isPage) => {
  expect(wantsPage(method, mode, accept)).toBe(isPage);
});

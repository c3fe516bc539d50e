import { describe, expect, it } from "vitest";
import { actFor } from "./acts";

describe("actFor", () => {
  it.each([
    ["multiplying", "", "celebrate"],
    ["steady", "", "leave"],
    ["strained", "low", "re-scope"],
    ["strained", "one-side", "roles"],
    ["strained", "low+split", "coach"],
    ["diverging", "declining", "re-scope"],
    ["diverging", "both", "coach"],
    ["not-enough-data", "", "wait"],
    ["incomplete", "", "wait"],
  ] as const)("%s %s: %s", (status, reason, act) => {
    expect(actFor(status, reason)).toBe(act);
  });

  it("falls back to the state for a reason it does not know", () => {
    expect(actFor("diverging", "new-code")).toBe("coach");
  });
});

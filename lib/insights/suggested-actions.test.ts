import { describe, expect, it } from "vitest";
import { suggestedActionFor } from "./suggested-actions";

describe("suggestedActionFor", () => {
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
  ] as const)("%s %s: %s", (status, reason, action) => {
    expect(suggestedActionFor(status, reason)).toBe(action);
  });

  it("falls back to the state for a reason it does not know", () => {
    expect(suggestedActionFor("diverging", "new-code")).toBe("coach");
  });
});

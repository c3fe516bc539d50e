import { describe, expect, it } from "vitest";
import { codesOf, isDuplicateKey } from "./fault";

describe("codes of a failure", () => {
  const refused = (more: object) => Object.assign(new Error("refused"), more);

  it("are those that it has, and nothing else of it", () => {
    expect(codesOf(refused({ code: "23505", constraint: "people_email", detail: "a value" }))).toEqual({
      code: "23505",
      constraint: "people_email",
    });
    expect(codesOf(refused({ code: 23505, constraint: undefined }))).toEqual({});
  });

  it.each([undefined, null, "23505", { code: "23505" }])("are none of %o, which is no failure", (thrown) => {
    expect(codesOf(thrown)).toEqual({});
  });

  it("tell a key that exists from every other refusal", () => {
    expect(isDuplicateKey(refused({ code: "23505" }))).toBe(true);
    expect(isDuplicateKey(refused({ code: "23503" }))).toBe(false);
  });
});

import { describe, expect, it } from "vitest";
import { BusyFault, codesOf, isDuplicateKey, isOfDatabase, UnconfirmedFault } from "./fault";

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

describe("a failure for an operator of the database", () => {
  const withCode = (code?: string) => Object.assign(new Error("failed"), { code });
  const busy = ["08006", "53300", "55P03", "57014", "57P01", "58030", "40001", "40P01"];

  it.each([...busy, "ECONNREFUSED", "ECONNRESET"])("is %s", (code) => {
    expect(isOfDatabase(withCode(code))).toBe(true);
  });

  it("is one that was found busy, or that did not confirm", () => {
    expect([new BusyFault(), new UnconfirmedFault()].map(isOfDatabase)).toEqual([true, true]);
  });

  it.each(["23505", "42501", "22P02", "P0001", "audit-stream", undefined])("is not %s", (code) => {
    expect(isOfDatabase(withCode(code))).toBe(false);
  });
});

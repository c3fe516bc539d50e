import { expect, it } from "vitest";
import { plural } from "./plural";

it("chooses the form of a count", () => {
  const forms = { one: "duo", other: "duos" };
  expect([0, 1, 2].map((count) => plural("en", count, forms))).toEqual(["duos", "duo", "duos"]);
});

it("falls back to the general form", () => {
  expect(plural("en", 1, { other: "people" })).toBe("people");
});

import { expect, it } from "vitest";
import { normalAddress } from "@/lib/domain/address";
import { shownAddress } from "./shown-address";

it.each([
  "ada@company.example",
  "ada@bücher.example",
  "ada@пример.example",
  "ada@例え.テスト",
  "ada@한국.example",
])("%s is shown as it was typed", (typed) => {
  expect(shownAddress(normalAddress(typed)!)).toBe(typed);
});

it("a domain that mixes scripts is shown in the form that cannot be mistaken", () => {
  const mixed = normalAddress("ada@b\u0430nk.example")!;
  expect(mixed).toContain("@xn--");
  expect(shownAddress(mixed)).toBe(mixed);
});

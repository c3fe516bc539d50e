import { describe, expect, it } from "vitest";
import { normalAddress } from "./address";

describe("address", () => {
  it("has one form, in lower case and without blanks around it", () => {
    expect(normalAddress("  Dana.Smith+x@Example.COM ")).toBe("dana.smith+x@example.com");
  });

  it.each([
    ["fullwidth at", "dana＠example.com"],
    ["small at", "dana﹫example.com"],
    ["two at", "dana@evil.com@example.com"],
    ["fullwidth beside a real at", "dana＠evil.com@example.com"],
    ["Kelvin sign for k", "\u212Aim@example.com"],
    ["quotes", '"dana@evil.com"@example.com'],
    ["comma", "dana@example.com,eve@evil.com"],
    ["line break", "dana@example.com\nbcc:eve@evil.com"],
    ["no domain", "dana@"],
    ["no text", undefined],
  ])("refuses %s", (_, input) => {
    expect(normalAddress(input)).toBeUndefined();
  });
});

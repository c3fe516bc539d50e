import { describe, expect, it, test } from "vitest";
import { addressFault, addressInput, normalAddress, typedAddress } from "./address";

const longest = `${"x".repeat(63)}.${"y".repeat(63)}.${"z".repeat(57)}.com`;

describe("address", () => {
  it.each([
    ["  Dana.Smith+x@Example.COM ", "dana.smith+x@example.com"],
    ["o'brien@mail.example.co.uk", "o'brien@mail.example.co.uk"],
    ["dana@xn--e1afmkfd.xn--p1ai", "dana@xn--e1afmkfd.xn--p1ai"],
    ["dana@example.xn--vermgensberatung-pwb", "dana@example.xn--vermgensberatung-pwb"],
    ["dana@пример.рф", "dana@xn--e1afmkfd.xn--p1ai"],
    ["dana@Bücher.example", "dana@xn--bcher-kva.example"],
    ["dana@3com.example", "dana@3com.example"],
    ["dana@x.example", "dana@x.example"],
    ["dana@example.c3", "dana@example.c3"],
    ["dana@example.3c", "dana@example.3c"],
    // As long as an address may be: 64 before the at, 254 in all.
    [`${"d".repeat(64)}@${longest}`, `${"d".repeat(64)}@${longest}`],
  ])("%s has one form, %s", (typed, stored) => {
    expect(normalAddress(typed)).toBe(stored);
    expect(normalAddress(stored)).toBe(stored);
    expect(addressInput.parse(typed)).toBe(stored);
  });

  it("keeps a Cyrillic look-alike of a domain apart from the domain", () => {
    expect(normalAddress("dana@ex\u0430mple.com")).not.toBe("dana@example.com");
  });

  it.each([
    ["fullwidth at", "dana＠example.com"],
    ["small at", "dana﹫example.com"],
    ["two at", "dana@evil.com@example.com"],
    ["fullwidth beside a real at", "dana＠evil.com@example.com"],
    ["Kelvin sign for k", "\u212Aim@example.com"],
    ["Kelvin sign in the domain", "kim@\u212Aim.example"],
    ["fullwidth letters in the domain", "kim@ｅxample.com"],
    ["a soft hyphen in the domain", "kim@exam\u00ADple.com"],
    ["an ideographic full stop", "kim@bücher。example"],
    ["another script before the at", "d\u0430na@example.com"],
    ["quotes", '"dana@evil.com"@example.com'],
    ["comma", "dana@example.com,eve@evil.com"],
    ["line break", "dana@example.com\nbcc:eve@evil.com"],
    ["NUL", "dana\0@example.com"],
    ["a path in the domain", "dana@bücher.example/x"],
    ["a port in the domain", "dana@bücher.example:25"],
    ["an address of a machine", "dana@127.0.0.1"],
    ["fullwidth letters beside another script", "kim@bü\uFF43her.example"],
    ["a hyphen at the start of the domain", "dana@-example.com"],
    ["a hyphen at the end of the domain", "dana@example.com-"],
    ["65 characters before the at", `${"d".repeat(65)}@example.com`],
    ["an ending of one letter", "dana@example.c"],
    ["no ending", "dana@localhost"],
    ["no domain", "dana@"],
    ["no local part", "@example.com"],
    ["too long", `${"x".repeat(64)}@${"y".repeat(63)}.${"z".repeat(63)}.${"w".repeat(63)}.com`],
    ["no text", undefined],
  ])("refuses %s", (_, input) => {
    expect(normalAddress(input)).toBeUndefined();
    expect(addressInput.safeParse(input).error?.issues).toMatchObject([
      { code: "custom", message: expect.stringMatching(/^address/) },
    ]);
  });
});

test.each([
  ["ada\u200b@example.com", "address-hidden-before"],
  ["\u2060ada@example.com", "address-hidden-before"],
  ["ada@exam\u200dple.com", "address-hidden-after"],
  ["Ada <ada@example.com\u200e>", "address-hidden-after"],
  ["ada@example.com;", "address-end"],
  [".ada@example.com", "address-dots"],
  ["ada.@example.com", "address-dots"],
  ["a..b@example.com", "address-dots"],
  ["ada@example.com.", "address-end"],
  ["Ada <ada@example.com>,", "address-end"],
  ["ada@example.com )", "address-end"],
  ["mailto:ada@example.com.", "address-end"],
  ["MAILTO:ada@example.com?subject=x", "address-query"],
  ["mailto:ada@example.com?cc=eve@example.com", "address-query"],
  ["ada@example.com; eve@example.com", "address-several"],
  ["Ada <ada@example.com>, Eve <eve@example.com>", "address-several"],
  ["ada@example", "address"],
  ["ada", "address"],
  ["", "address"],
  [7, "address"],
])("of %j is said what is wrong: %s", (typed, fault) => {
  expect(addressFault(typed)).toBe(fault);
  expect(addressInput.safeParse(typed).error?.issues).toMatchObject([{ message: fault }]);
});

describe("what people paste", () => {
  it.each([
    "Ada Lovelace <Ada@Example.com>",
    '"Lovelace, Ada" <ada@example.com> ',
    "<ada@example.com>",
    "mailto:ada@example.com",
    "Ada <mailto:ada@example.com>",
    " ada@example.com",
  ])("%s is ada@example.com", (typed) => {
    expect(typedAddress(typed)).toBe("ada@example.com");
    expect(addressInput.parse(typed)).toBe("ada@example.com");
  });

  it.each([
    "ada@example.com <eve@example.com>",
    "Ada <ada@example.com>, Eve <eve@example.com>",
    "Ada <ada@example.com> <eve@example.com>",
    "Ada <ada@example.com",
    "Ada",
    "mailto:ada@example.com?subject=x",
    7,
  ])("%s names no single address", (typed) => {
    expect(typedAddress(typed)).toBeUndefined();
  });

  it("is no form of an address elsewhere", () => {
    expect(normalAddress("Ada <ada@example.com>")).toBeUndefined();
  });
});

import { describe, expect, it } from "vitest";
import { isLongerThan, startOf } from "./characters";
import { limitedText, storableText } from "./text";

describe("text from people", () => {
  it.each(["Ann", " Nguyễn Thị 👩🏽‍💻 ", "a\tb\nc", "אבג"])("takes %j and trims it", (text) => {
    expect(storableText().parse(text)).toBe(text.trim());
  });

  it.each(["a\0b", "\0", "half \ud83d of a pair", "\udc00"])("refuses %j", (text) => {
    expect(storableText().safeParse(text).error?.issues[0]?.message).toBe("unreadable");
  });

  it.each([
    "",
    " ",
    "\u200b\u2060",
    "\u00ad",
    "\ufeff",
    "\u3164",
    "\u115f",
    "\u2800",
    "\u202e\u202c",
    "\u0301",
    "\ue000",
    "\u{e0041}",
  ])("counts %j, of which nothing can be seen, as empty", (text) => {
    expect(storableText().parse(text)).toBe("");
    expect(storableText().min(1, "required").safeParse(text).error?.issues[0]?.message).toBe("required");
  });

  it.each([
    ["Ann \u202egnoL", "Ann gnoL"],
    ["\u2068Ann\u2069", "Ann"],
    ["\u202a \u2066Ann", "Ann"],
    // Joiners and marks that scripts and emoji need stay.
    ["می\u200cخواهم", "می\u200cخواهم"],
    ["אבג\u200f", "אבג\u200f"],
    ["👩🏽\u200d💻", "👩🏽\u200d💻"],
  ])("takes what turns the direction out of %j", (text, stored) => {
    expect(storableText().parse(text)).toBe(stored);
  });
});

describe("the length of a text", () => {
  it("is counted in signs as a reader counts them", () => {
    expect(isLongerThan("🙂".repeat(200), 200)).toBe(false);
    expect(isLongerThan("🙂".repeat(201), 200)).toBe(true);
    expect(isLongerThan("e\u0301".repeat(200), 200)).toBe(false);
    expect(isLongerThan("x".repeat(201), 200)).toBe(true);
  });

  it("has an end for a sign of very many characters", () => {
    expect(isLongerThan(`e${"\u0301".repeat(1999)}`, 200)).toBe(false);
    expect(isLongerThan(`e${"\u0301".repeat(2000)}`, 200)).toBe(true);
  });

  it("is refused by its own code", () => {
    expect(limitedText(3, "long-name").safeParse("abcd").error?.issues[0]?.message).toBe("long-name");
    expect(limitedText(3, "long-name").parse(" 🙂🙂🙂 ")).toBe("🙂🙂🙂");
  });

  it.each(["a\ud83db", "a\ufffdb"])("is nothing for %j, of which a character was lost", (text) => {
    expect(limitedText(9, "long-name").safeParse(text).error?.issues[0]?.message).toBe("unreadable");
  });
});

it("cuts the start of a text between characters", () => {
  expect(startOf("ab👩c", 3)).toBe("ab");
  expect(startOf("ab👩c", 4)).toBe("ab👩");
  expect(startOf("abc", 9)).toBe("abc");
});

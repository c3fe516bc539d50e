import { describe, expect, it } from "vitest";
import { storableText } from "./text";

describe("text from people", () => {
  it.each(["Ann", " Nguyễn Thị 👩🏽‍💻 ", "a\tb\nc", "אבג"])("takes %j and trims it", (text) => {
    expect(storableText().parse(text)).toBe(text.trim());
  });

  it.each(["a\0b", "\0", "half \ud83d of a pair", "\udc00"])("refuses %j", (text) => {
    expect(storableText().safeParse(text).error?.issues[0]?.message).toBe("unreadable");
  });
});

import { expect, test } from "vitest";
import { parseNotation } from "./notation";

const letter = (text: string) => ({ kind: "letter", text });
const operator = (text: string) => ({ kind: "operator", text });

test("scripts, fractions, roots and words", () => {
  expect(parseNotation('z_L = frac{c}{s_L sqrt{h}}, "if any"')).toEqual({
    kind: "row",
    parts: [
      { kind: "scripts", base: letter("z"), sub: letter("L"), sup: undefined },
      operator("="),
      {
        kind: "fraction",
        over: letter("c"),
        under: {
          kind: "row",
          parts: [
            { kind: "scripts", base: letter("s"), sub: letter("L"), sup: undefined },
            { kind: "root", of: letter("h") },
          ],
        },
      },
      operator(","),
      { kind: "word", text: "if any" },
    ],
  });
});

test("both scripts of one letter, a decimal number, a word", () => {
  expect(parseNotation("s_L^2")).toEqual({
    kind: "scripts",
    base: letter("s"),
    sub: letter("L"),
    sup: { kind: "number", text: "2" },
  });
  expect(parseNotation("1.4826 median")).toEqual({
    kind: "row",
    parts: [
      { kind: "number", text: "1.4826" },
      { kind: "word", text: "median" },
    ],
  });
});

test("a sum is an operator, other capitals are letters", () => {
  expect(parseNotation("Σ Φ")).toEqual({ kind: "row", parts: [operator("Σ"), letter("Φ")] });
});

test("what is not closed or has no part is refused", () => {
  for (const broken of ["x_{a", "frac{a}", "x_", "a }"]) {
    expect(() => parseNotation(broken), broken).toThrow(SyntaxError);
  }
});

import { expect, test } from "vitest";
import { en } from ".";

/** Every text with its place; of texts with gaps the function that makes them, as it is written. */
function textsOf(words: unknown, place = "en"): [place: string, text: string][] {
  if (typeof words === "string" || typeof words === "function") return [[place, String(words)]];
  if (typeof words !== "object" || words === null) return [];
  return Object.entries(words).flatMap(([key, part]) => textsOf(part, `${place}.${key}`));
}

test("apostrophes in what people read are curly, in pages, mails and files alike", () => {
  const texts = textsOf(en);
  expect(texts.length).toBeGreaterThan(1_000);
  expect(texts.filter(([, text]) => /[a-z]'[a-z]|s' [a-z]/i.test(text))).toEqual([]);
});

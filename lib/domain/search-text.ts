/** Combining marks of Latin, Greek, Cyrillic, Hebrew and Arabic letters. */
const marks = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;
const letters: Readonly<Record<string, string>> = Object.fromEntries(
  [..."đðøłħŧıς’‘ʼ‐‑–—−"].map((letter, at) => [letter, "ddolhtiσ'''-----"[at]!]),
);
const pairs: Readonly<Record<string, string>> = { ß: "ss", æ: "ae", œ: "oe", þ: "th" };

/** Small letters without accents, so that "nguyen duc" finds "Nguyễn Đức": `search_plain` of the migrations. */
export const plainText = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(marks, "")
    .toLowerCase()
    .replace(/[ßæœþ]/g, (pair) => pairs[pair]!)
    .replace(/./gsu, (letter) => letters[letter] ?? letter)
    .replace(/\s+/g, " ")
    .trim();

/** The two letters that stand for an umlaut, å, æ, ø or œ as the one that is left of it: `search_folded`. */
const foldedText = (text: string): string =>
  plainText(text).replaceAll("ae", "a").replaceAll("oe", "o").replaceAll("ue", "u").replaceAll("aa", "a");

/** Whether a text contains what was typed, whatever the case, the accents and the spelling of umlauts of both. */
export function textFound(text: string, typed: string): boolean {
  const forms = `${plainText(text)}\n${foldedText(text)}`;
  return forms.includes(plainText(typed)) || forms.includes(foldedText(typed));
}

import { domainToUnicode } from "node:url";

const ascii = /^[\x21-\x7e]*$/;
/** Scripts of which a domain may hold one, so that none of its letters is taken for another script's. */
const scripts = [/^[\p{Script=Latin}\p{M}\p{N}.-]*$/u, /^[\p{Script=Cyrillic}\p{M}\p{N}.-]*$/u].concat(
  ["Greek", "Arabic", "Hebrew", "Devanagari", "Thai", "Hangul", "Han"].map(
    (script) => new RegExp(`^[\\p{Script=${script}}\\p{M}\\p{N}.-]*$`, "u"),
  ),
);
/** Japanese is written in three. */
const japanese = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{M}\p{N}ー.-]*$/u;

/**
 * An address (`normalAddress`) as its person writes it: an international domain in its own letters. A label that mixes
 * scripts stays in the "xn--" form, which cannot be mistaken for another one.
 */
export function shownAddress(address: string): string {
  const at = address.lastIndexOf("@");
  if (!address.slice(at).includes("xn--")) return address;
  const labels = address.slice(at + 1).split(".");
  const shown = labels.map((label) => {
    const text = domainToUnicode(label);
    return ascii.test(text) || [...scripts, japanese].some((script) => script.test(text))
      ? text || label
      : label;
  });
  return `${address.slice(0, at)}@${shown.join(".")}`;
}

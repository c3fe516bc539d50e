/**
 * The decimal digits in a text as 0 to 9, in their order, without anything else: "772 035", fullwidth and Arabic-Indic
 * digits are the same. Unicode gives the ten digits of each script next to each other, from zero on.
 */
export function plainDigits(typed: string): string {
  return [...typed.normalize("NFKC")]
    .filter((character) => isDigit(character.codePointAt(0)!))
    .map((character) => digitValue(character.codePointAt(0)!))
    .join("");
}

const isDigit = (code: number) => /\p{Nd}/u.test(String.fromCodePoint(code));

function digitValue(code: number): number {
  let zero = code;
  while (isDigit(zero - 1)) zero--;
  return (code - zero) % 10;
}

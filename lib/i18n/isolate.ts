/** Letters that are written from right to left, and the signs that change the direction of what follows them. */
const turnsDirection =
  /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const opens = /[\u2066-\u2068]/;
const [firstStrong, pop] = ["\u2068", "\u2069"];

/**
 * A name or another text from people as it is put into a sentence. One with letters from right to left would otherwise
 * reorder the words, figures and signs beside it: it gets the two characters around it that keep its direction to itself
 * (U+2068 and U+2069, Unicode Standard Annex 9). Any other text stays as it is, so that it can be searched and copied.
 */
export function isolate(text: string): string {
  return turnsDirection.test(text) ? firstStrong + balanced(text) + pop : text;
}

/** Without isolates that end what they did not begin, or begin and do not end: they would end ours. */
function balanced(text: string): string {
  let depth = 0;
  for (const sign of text) {
    if (opens.test(sign)) depth++;
    if (sign === pop && --depth < 0) break;
  }
  return depth === 0 ? text : text.replace(/[\u2066-\u2069]/g, "");
}

/** A dictionary whose functions isolate every text that they are given, in lists too. */
export function isolating<Texts>(texts: Texts): Texts {
  if (typeof texts === "function") {
    return ((...given: unknown[]) => texts(...given.map(isolateGiven))) as Texts;
  }
  if (Array.isArray(texts)) return texts.map(isolating) as Texts;
  if (typeof texts !== "object" || texts === null || Object.getPrototypeOf(texts) !== Object.prototype)
    return texts;
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, isolating(text)])) as Texts;
}

function isolateGiven(given: unknown): unknown {
  if (Array.isArray(given)) return given.map(isolateGiven);
  return typeof given === "string" ? isolate(given) : given;
}

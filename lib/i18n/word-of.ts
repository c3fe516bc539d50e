/**
 * The word that a table of words has for a text that may be anything, such as what somebody searched for: undefined
 * where it has none, also for names that every object inherits ("constructor", "toString").
 */
export const wordOf = (words: Readonly<Record<string, string>>, code: string): string | undefined =>
  Object.hasOwn(words, code) ? words[code] : undefined;

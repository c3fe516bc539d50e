import { en } from "./en";
import { isolating } from "./isolate";
import type { Locale } from "./locales";

/** Every text that a user sees, by area. Another language is another object of this type. */
export type Dictionary = typeof en;

const dictionaries: Record<Locale, Dictionary> = { en: isolating(en) };

/** The dictionary of a language. */
export function dictionary(locale: Locale): Dictionary {
  return dictionaries[locale];
}

import { en } from "./en";
import type { Locale } from "./locales";

/** Every text that a user sees, by area. Another language is another object of this type. */
export type Dictionary = typeof en;

const dictionaries: Record<Locale, Dictionary> = { en };

/** The dictionary of a language. */
export function dictionary(locale: Locale): Dictionary {
  return dictionaries[locale];
}

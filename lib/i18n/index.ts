import { en } from "./en";
import type { Locale } from "./locales";

/** Every string a user sees, by area. Another language is an object of this same type. */
export type Dictionary = typeof en;

const dictionaries: Record<Locale, Dictionary> = { en };

/** The words of a language. */
export function dictionary(locale: Locale): Dictionary {
  return dictionaries[locale];
}

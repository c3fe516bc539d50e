/** Languages of the product. To add one, add its code here and its folder beside `en`. */
export const locales = ["en"] as const;
export type Locale = (typeof locales)[number];

/** The language of pages without a signed-in person, and of a person whose language the product does not have. */
export const defaultLocale: Locale = "en";

/** The language of the product for a person's language tag: the same one, or the usual one where it has none of it. */
export const localeOf = (language: string): Locale =>
  locales.find((one) => one === language) ?? defaultLocale;

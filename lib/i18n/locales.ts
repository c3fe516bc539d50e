/** Languages of the product. To add one, add its code here and its folder beside `en`. */
export const locales = ["en"] as const;
export type Locale = (typeof locales)[number];

/** The language of pages without a signed-in person, and of a person whose language the product does not have. */
export const defaultLocale: Locale = "en";

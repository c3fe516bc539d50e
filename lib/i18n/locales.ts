/** The languages the product speaks. English is the source; a further one adds its code here and its folder beside `en`. */
export const locales = ["en"] as const;
export type Locale = (typeof locales)[number];

export const defaultLocale: Locale = "en";

/** Languages of the product. To add one, add its code here and its folder beside `en`. */
export const locales = ["en"] as const;
export type Locale = (typeof locales)[number];

export const defaultLocale: Locale = "en";

import type { Viewer } from "@/lib/domain/permissions";
import { type Dictionary, dictionary } from "@/lib/i18n";
import { type Formats, formats } from "@/lib/i18n/format";
import { defaultLocale, localeOf } from "@/lib/i18n/locales";

const { nav, tab } = dictionary(defaultLocale).shell;

/** Titles of the browser's tab, by page. */
export const tabTitles = { ...nav, ...tab };

/** The words and figures of a viewer's language and time zone. */
export function wordsFor(viewer: Pick<Viewer, "locale" | "timeZone">): {
  words: Dictionary;
  format: Formats;
} {
  const locale = localeOf(viewer.locale);
  return { words: dictionary(locale), format: formats(locale, viewer.timeZone) };
}

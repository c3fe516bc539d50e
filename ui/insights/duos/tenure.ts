import type { Dictionary } from "@/lib/i18n";
import type { Formats } from "@/lib/i18n/format";

/** "4 mo", "2 y": for a column of figures. */
export function tenureShort(months: number, words: Dictionary, format: Formats): string {
  const text = words.insightsDuos.list;
  return months < 24
    ? text.tenureMonths(format.whole(months))
    : text.tenureYears(format.whole(Math.floor(months / 12)));
}

/** "4 months", "2 years": whole months or years that have passed. */
export function tenureWords(months: number, words: Dictionary, format: Formats): string {
  const text = words.insightsDuos.duo;
  if (months < 1) return text.lessThanMonth;
  if (months < 24) return text.months(format.whole(months), months === 1);
  const years = Math.floor(months / 12);
  return text.years(format.whole(years), years === 1);
}

import type { program as englishText } from "@/lib/i18n/en/program";
import { fill } from "@/lib/i18n/fill";

export type WindowText = (typeof englishText)["open"]["window"];

/** How long a cycle would take answers, and why that is unusual. */
export function windowText(days: number, text: WindowText): string {
  const said = days < 1 ? text.none : days === 1 ? text.one : fill(text.more, { n: days });
  return fill(text.unusual, { days: said });
}

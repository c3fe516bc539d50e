import type { Dictionary } from "../i18n";
import type { Formats } from "../i18n/format";
import type { AnswersKept } from "./answers-kept";

/** How long raw answers are kept, for the person themselves or for somebody whom the data does not concern. */
export function answersKeptInWords(
  { months, next }: AnswersKept,
  { words, format }: { words: Dictionary; format: Formats },
  reader: "person" | "other",
): string {
  const { kept, keptOwn, months: inMonths } = words.retention;
  const cycle = next && {
    cycle: words.personalData.cycle(format.whole(next.number), format.monthYear(next.opensOn)),
    day: format.date(new Date(next.endsAt)),
  };
  return (reader === "person" ? keptOwn : kept)(inMonths(format.whole(months)), cycle);
}

import type { Dictionary } from "../i18n";
import type { Formats } from "../i18n/format";
import type { AnswersKept } from "./answers-kept";

/** How long raw answers are kept, for the person themselves or for somebody whom the data does not concern. */
export function answersKeptInWords(
  { months, next, waiting }: AnswersKept,
  { words, format }: { words: Dictionary; format: Formats },
  reader: "person" | "other",
): string {
  const { kept, keptOwn, keptSoon, months: inMonths } = words.retention;
  const time = (n: number) => inMonths(format.whole(n));
  const cycle = (ending: AnswersKept["next"]) =>
    ending && {
      cycle: words.personalData.cycle(format.whole(ending.number), format.monthYear(ending.opensOn)),
      day: format.date(new Date(ending.endsAt)),
    };
  const now = (reader === "person" ? keptOwn : kept)(time(months), cycle(next));
  if (!waiting) return now;
  const { from, next: first } = waiting;
  return now + keptSoon(time(waiting.months), format.date(new Date(from)), cycle(first));
}

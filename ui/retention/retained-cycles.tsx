import type { RetainedCycle, RetentionPage } from "@/lib/domain/retention";
import { Section } from "../section";
import { Table } from "../table";
import type { ViewProps } from "../view-props";

/** Whether another time would remove a cycle's answers earlier than the present one. */
export const isSooner = ({ ended, endsAt, wantedEndsAt }: RetainedCycle): boolean =>
  !ended && wantedEndsAt !== null && Date.parse(wantedEndsAt) < Date.parse(endsAt);

/** Every published cycle and the day on which its raw answers go, newest first. */
export function RetainedCycles({ retention, words, format }: ViewProps & { retention: RetentionPage }) {
  const { cycles: text, ...all } = words.retention;
  const { cycles, wanted, next } = retention;
  if (cycles.length === 0) return <Section title={text.title} note={text.none} />;
  const day = (instant: string) => format.date(new Date(instant));
  return (
    <Section title={text.title} note={text.note}>
      <Table
        caption={text.title}
        stacked
        rows={[...cycles].reverse()}
        rowKey={({ cycleId }) => cycleId}
        columns={[
          {
            key: "cycle",
            header: text.head.cycle,
            rowHeader: true,
            cell: ({ number, opensOn }) =>
              words.personalData.cycle(format.whole(number), format.monthYear(opensOn)),
          },
          {
            key: "surveys",
            header: text.head.surveys,
            numeric: true,
            cell: ({ surveys }) => format.whole(surveys),
          },
          {
            key: "promised",
            header: text.head.promised,
            cell: ({ promisedMonths }) => all.months(format.whole(promisedMonths)),
          },
          {
            key: "ends",
            header: text.head.ends,
            cell: ({ ended, endsAt }) => (ended ? text.gone : day(endsAt)),
          },
          ...(wanted === null && next === null
            ? []
            : [
                {
                  key: "wanted",
                  header: next ? text.head.waiting(all.months(format.whole(next.months))) : text.head.wanted,
                  cell: (cycle: RetainedCycle) =>
                    isSooner(cycle)
                      ? soonerDay(cycle.wantedEndsAt!, next?.from ?? retention.now, {
                          now: next ? day(next.from) : text.now,
                          day,
                        })
                      : text.same,
                },
              ]),
        ]}
      />
    </Section>
  );
}

/** A time that has passed already means: as soon as the change takes effect. */
const soonerDay = (
  instant: string,
  now: string,
  words: { now: string; day: (instant: string) => string },
): string => (Date.parse(instant) <= Date.parse(now) ? words.now : words.day(instant));

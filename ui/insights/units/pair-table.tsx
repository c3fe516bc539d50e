import { type StatusCode, statusCodes } from "@/lib/domain/published";
import type { UnitStates } from "@/lib/insights/cells";
import type { PairFigures } from "@/lib/insights/units";
import { Section } from "../../section";
import { Table } from "../../table";
import type { ViewProps } from "../../view-props";

type Props = ViewProps & { pairs: readonly PairFigures[] };

/** Kinds of pair side by side, where no single duo can be worked out from it. */
export function PairTable({ pairs, words, format }: Props) {
  const { unit: text } = words.insightsDuos;
  const { pairColumn } = text;
  const { none, between } = words.charts;
  if (pairs.length === 0) return <Section title={text.pairsTitle} note={text.pairsNone} />;
  return (
    <Section title={text.pairsTitle}>
      <Table
        caption={text.pairsTitle}
        rows={pairs}
        rowKey={({ pairType }) => pairType}
        columns={[
          {
            key: "pair",
            header: pairColumn.pair,
            rowHeader: true,
            cell: ({ pairType }) => words.status.pairType[pairType],
          },
          {
            key: "level",
            header: pairColumn.level,
            numeric: true,
            cell: ({ level }) => (typeof level?.value === "number" ? format.whole(level.value) : none),
          },
          {
            key: "interval",
            header: pairColumn.interval,
            numeric: true,
            cell: ({ level }) =>
              typeof level?.low === "number" && typeof level.high === "number"
                ? between(format.whole(level.low), format.whole(level.high))
                : none,
          },
          ...statusCodes.map((code) => ({
            key: code,
            header: words.status.word[code],
            numeric: true,
            cell: ({ states }: PairFigures) => shareOf(states, code, words, format),
          })),
          {
            key: "duos",
            header: pairColumn.duos,
            numeric: true,
            cell: ({ states }) =>
              states.hidden
                ? none
                : words.shell.figure.of(format.whole(states.counted), format.whole(states.enrolled)),
          },
        ]}
      />
    </Section>
  );
}

/** A count of duos, or the band of their share in `private`. */
export function shareOf(
  states: UnitStates,
  code: StatusCode,
  words: ViewProps["words"],
  format: ViewProps["format"],
): string {
  const share = states.hidden ? undefined : states.states.find(({ status }) => status === code);
  if (typeof share?.value === "number") return format.whole(share.value);
  return share?.band ? words.insights.band[share.band] : words.charts.none;
}

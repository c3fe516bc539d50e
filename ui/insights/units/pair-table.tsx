import { statusCodes } from "@/lib/domain/published";
import type { PairFigures } from "@/lib/insights/units";
import { figureTexts } from "../../figures";
import { Section } from "../../section";
import { Table } from "../../table";
import type { ViewProps } from "../../view-props";
import { shareText } from "../shared/share-text";
import { figureColumns } from "./figure-columns";

type Props = ViewProps & { pairs: readonly PairFigures[] };

/** Pair types compared: counted from rows, in `private` only where single duos could not be worked out. */
export function PairTable({ pairs, words, format }: Props) {
  const { unit: text } = words.insightsDuos;
  if (pairs.length === 0) return <Section title={text.pairsTitle} note={text.pairsNone} />;
  const columns = figureColumns<PairFigures>({ of: ({ level }) => level, words, format });
  const { nOf } = figureTexts({ words, format });
  return (
    <Section title={text.pairsTitle}>
      <Table
        stacked
        caption={text.pairsTitle}
        rows={pairs}
        rowKey={({ pairType }) => pairType}
        columns={[
          {
            key: "pair",
            header: text.pair,
            rowHeader: true,
            cell: ({ pairType }) => words.status.pairType[pairType],
          },
          { ...columns.figure, header: text.level },
          columns.interval,
          ...statusCodes.map((status) => ({
            key: status,
            header: words.status.word[status],
            numeric: true,
            cell: ({ states }: PairFigures) => shareText({ states, status, words, format }),
          })),
          {
            ...columns.duos,
            cell: ({ states }) => (states.hidden ? words.charts.none : nOf(states.counted, states.enrolled)),
          },
        ]}
      />
    </Section>
  );
}

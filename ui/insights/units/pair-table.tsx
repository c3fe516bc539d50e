import type { PairFigures } from "@/lib/insights/units";
import { Section } from "../../section";
import { Table } from "../../table";
import type { ViewProps } from "../../view-props";
import { hasInterval, unitColumns } from "./figure-columns";

type Props = ViewProps & { pairs: readonly PairFigures[] };

/** Pair types compared: counted from rows, in `private` only where single duos could not be worked out. */
export function PairTable({ pairs, words, format }: Props) {
  const { unit: text } = words.insightsDuos;
  if (pairs.length === 0) return <Section title={text.pairsTitle} note={text.pairsNone} />;
  const { level, interval, states, duos } = unitColumns<PairFigures>({ words, format });
  const hasStates = pairs.some(({ states: { hidden } }) => hidden === undefined);
  return (
    <Section title={text.pairsTitle} note={hasStates ? undefined : text.pairsMeans}>
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
          level,
          ...(hasInterval(pairs.map((pair) => pair.level)) ? [interval] : []),
          ...(hasStates ? states : []),
          duos,
        ]}
      />
    </Section>
  );
}

import { type CellRow, hiddenWhy } from "@/lib/insights/cells";
import { figureTexts } from "../../figures";
import type { Column } from "../../table";
import type { ViewProps } from "../../view-props";

type Props<Row> = ViewProps & {
  /** The published figure that a row shows. */
  of: (row: Row) => CellRow | undefined;
};

type CellColumn = "verdict" | "mean" | "shrunken" | "interval" | "duos";

/** The columns that tables of unit figures choose from. */
export function cellColumns<Row>({ of, words, format }: Props<Row>): Record<CellColumn, Column<Row>> {
  const { column } = words.insightsDuos.units;
  const { whole, between, nOf } = figureTexts({ words, format });
  const numeric = (key: CellColumn, cell: (figure: CellRow | undefined) => string): Column<Row> => ({
    key,
    header: column[key],
    numeric: true,
    cell: (row) => cell(of(row)),
  });
  return {
    verdict: {
      key: "verdict",
      header: column.verdict,
      wrap: true,
      cell: (row) => <Verdict figure={of(row)} words={words} />,
    },
    mean: numeric("mean", (figure) => whole(figure?.value)),
    shrunken: numeric("shrunken", (figure) => whole(figure?.shrunken)),
    interval: numeric("interval", (figure) => between(figure?.low, figure?.high)),
    duos: numeric("duos", (figure) => nOf(figure?.counted, figure?.enrolled)),
  };
}

type VerdictProps = Pick<ViewProps, "words"> & { figure: CellRow | undefined };

/** Whether a figure differs from the company's beyond chance, or why it is hidden. */
export function Verdict({ figure, words }: VerdictProps) {
  const why = hiddenWhy(figure);
  if (why) return <span className="text-ink-3">{words.insights.hidden[why]}</span>;
  return figure?.verdict ? words.status.verdict[figure.verdict] : words.charts.none;
}

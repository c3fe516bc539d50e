import { statusCodes, type UnitVerdict } from "@/lib/domain/published";
import type { Beginnings } from "@/lib/insights/beginnings";
import type { Figure } from "@/lib/insights/figures";
import type { UnitStates } from "@/lib/insights/unit-states";
import { figureTexts } from "../../figures";
import type { Column } from "../../table";
import type { ViewProps } from "../../view-props";
import { shareText } from "../view-parts/share-text";

type Props<Row> = ViewProps & {
  /** The published figure that a row shows. */
  of: (row: Row) => Figure;
  /** How it compares with the company; null where it does not. */
  verdictOf?: (row: Row) => UnitVerdict | null;
};

type FigureColumn = "verdict" | "figure" | "interval" | "duos";

/** The columns that tables of unit figures choose from. */
export function figureColumns<Row>(props: Props<Row>): Record<FigureColumn, Column<Row>> {
  const { of, verdictOf, words, format } = props;
  const { column } = words.insightsDuos.units;
  const { between, nOf, ofUnit } = figureTexts({ words, format });
  const numeric = (key: Exclude<FigureColumn, "verdict">, cell: (figure: Figure) => string): Column<Row> => ({
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
      cell: (row) => <Verdict figure={of(row)} verdict={verdictOf?.(row) ?? null} words={words} />,
    },
    figure: numeric("figure", ofUnit),
    interval: numeric("interval", (figure) =>
      figure.kind === "mean" ? between(figure.low, figure.high) : words.charts.none,
    ),
    duos: numeric("duos", (figure) =>
      "counted" in figure ? nOf(figure.counted, figure.enrolled) : words.charts.none,
    ),
  };
}

/** Whether some figure has an interval: a column of them is shown only then. */
export const hasInterval = (figures: readonly Figure[]): boolean =>
  figures.some((figure) => figure.kind === "mean" && figure.low !== null);

type UnitRow = { readonly level: Figure; readonly states: UnitStates };

/** The columns of tables with the level and the states of a unit, or of a kind of its duos. */
export function unitColumns<Row extends UnitRow>(view: ViewProps & { begun?: Beginnings }) {
  const { words } = view;
  const { nOf } = figureTexts(view);
  const columns = figureColumns<Row>({ of: ({ level }) => level, ...view });
  return {
    level: { ...columns.figure, header: words.insightsDuos.unit.level },
    interval: columns.interval,
    states: statusCodes.map(
      (status): Column<Row> => ({
        key: status,
        header: words.status.word[status],
        numeric: true,
        cell: ({ states }) => shareText({ states, status, ...view }),
      }),
    ),
    duos: {
      ...columns.duos,
      // Where states are hidden, those behind the level.
      cell: (row: Row) =>
        row.states.hidden ? columns.duos.cell(row) : nOf(row.states.counted, row.states.enrolled),
    },
  };
}

/** The share of enrolled duos that are complete. */
export const participationColumn = <Row extends UnitRow>({ words, format }: ViewProps): Column<Row> => ({
  key: "participation",
  header: words.insights.beside.participation,
  numeric: true,
  cell: ({ states }) =>
    states.hidden ? words.charts.none : format.percent(states.counted / states.enrolled),
});

type VerdictProps = Pick<ViewProps, "words"> & { figure: Figure; verdict: UnitVerdict | null };

/** Whether a figure differs from the company's beyond chance, or why it is hidden. */
export function Verdict({ figure, verdict, words }: VerdictProps) {
  if (figure.kind === "hidden") {
    return <span className="text-ink-3">{words.insights.hidden[figure.why]}</span>;
  }
  return verdict ? words.status.verdict[verdict] : words.charts.none;
}

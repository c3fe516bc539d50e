import type { ReactNode } from "react";
import { Disclosure } from "../disclosure";
import { Section } from "../section";
import type { ViewProps } from "../view-props";
import { pack } from "./packed";
import { Twin, type TwinColumn } from "./twin";

/** What every chart takes besides its figures. */
export type ChartProps = ViewProps & {
  /** The question the chart answers, or its finding. */
  title: string;
  note?: ReactNode;
  actions?: ReactNode;
  /** Of the heading: 3 where the chart is part of a section. */
  level?: 2 | 3;
};

type Props = Omit<ChartProps, "format"> & {
  /** The chart's figures as texts, for the table. */
  columns: readonly TwinColumn[];
  rows: readonly (readonly string[])[];
  /** Read out in place of the drawing; absent where the drawing is a table itself. */
  summary?: string;
  footnote?: ReactNode;
  children: ReactNode;
};

/** A chart under its question; the same figures unfold below it as a table. */
export function ChartFrame({ words, title, columns, rows, summary, footnote, children, ...heading }: Props) {
  return (
    <Section title={title} {...heading}>
      {summary === undefined ? (
        children
      ) : (
        <div role="img" aria-label={summary} className="flex text-small">
          {children}
        </div>
      )}
      {footnote && <p className="mt-2 text-small text-ink-3">{footnote}</p>}
      <Disclosure summary={words.charts.showTable} className="mt-2">
        <Twin caption={title} columns={columns} rows={pack(rows)} />
      </Disclosure>
    </Section>
  );
}

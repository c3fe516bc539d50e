import type { ReactNode } from "react";
import type { Difference } from "@/lib/insights/unit-differences";
import { ENDS } from "@/lib/publication/ends";
import { TableFrame } from "../table";
import type { ViewProps } from "../view-props";
import { rounded } from "./geometry";
import type { ShownCell } from "./heat-cells";
import { HeatChooser, HeatHeads } from "./heat-chooser";
import { HeatRows, type ShownRow } from "./heat-rows";
import { pack } from "./packed";

/**
 * A mean in whole points, counts of duos with a low and a high band, nothing, or why the figure is hidden. A figure that
 * differs beyond chance is coloured, with an arrow and in words. A masked mean ends at "10 or less" and "90 or more".
 */
export type HeatCell =
  | { value: number; masked?: boolean; href?: string; difference?: Difference }
  | { low: number; high: number; of: number; difference?: Difference }
  | { none: true }
  | { hidden: string };

export type HeatRow = {
  id: string;
  label: string;
  href?: string;
  /** 0 for the root of what is shown. */
  depth: number;
  /** Where a click on the arrow leads, for a unit with units below it. */
  expand?: { href: string; open: boolean };
  /** "n of N" as counts; absent where the unit is hidden. */
  counted?: { n: number; of: number };
  /** One for each column. */
  cells: readonly HeatCell[];
};

type Props = ViewProps & {
  caption: string;
  columns: readonly { key: string; label: string }[];
  rows: readonly HeatRow[];
};

/** Unit by dimension: only what differs beyond chance is coloured, hidden cells are hatched and say why. */
export function Heatmap({ caption, columns, rows, words, format }: Props) {
  const { heat } = words.charts;
  const measures = columns.map(({ label }) => label);
  return (
    <HeatChooser label={heat.chooser(measures[0] ?? "")} measures={measures}>
      <TableFrame label={caption}>
        {/* Without a measure the two columns stay near each other. */}
        <table
          className={`${measures.length > 0 ? "" : "max-w-phone"} heat-narrow w-full border-separate border-spacing-0.5 text-small [&_tbody_td]:rounded-sm [&_tbody_td]:px-1 [&_tbody_td]:text-center`}
        >
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr className="text-ink-3">
              <Head className="sticky left-0 z-10 bg-ground text-left">{heat.unit}</Head>
              <Head className="text-center">{heat.counted}</Head>
              <HeatHeads measures={measures} />
            </tr>
          </thead>
          <HeatRows few={heat.few} rows={pack(rows.map((row) => shownRow(row, { words, format })))} />
        </table>
      </TableFrame>
    </HeatChooser>
  );
}

/** What the row says, in words: as short as it can be, because the page carries it twice. */
function shownRow({ label, href, depth, expand, counted, cells }: HeatRow, view: ViewProps): ShownRow {
  const { words, format } = view;
  const { heat, none } = words.charts;
  return {
    label,
    href,
    depth,
    expand: expand && { ...expand, said: expand.open ? heat.collapse(label) : heat.expand(label) },
    counted: counted ? heat.of(format.whole(counted.n), format.whole(counted.of)) : none,
    cells: cells.map((cell) => shownCell(cell, view)),
  };
}

function shownCell(cell: HeatCell, { words, format }: ViewProps): ShownCell {
  const { heat, none, orLess, orMore } = words.charts;
  if ("hidden" in cell) return cell.hidden;
  if ("none" in cell) return { value: none, empty: true };
  const differing = "of" in cell ? heat.differs : heat.meanDiffers;
  const differs = cell.difference && { direction: cell.difference, text: differing[cell.difference] };
  if ("of" in cell) {
    const { low, high, of } = cell;
    const [lows, highs] = [format.whole(low), format.whole(high)];
    return {
      value: heat.bands(lows, highs),
      said: heat.bandsOf(lows, highs, format.whole(of)),
      shares: [rounded((100 * low) / of), rounded((100 * high) / of)],
      differs,
    };
  }
  const { value, masked, href } = cell;
  const figure = format.whole(value);
  if (masked && value <= ENDS.low) return { value: heat.orLess(figure), said: orLess(figure), href, differs };
  if (masked && value >= ENDS.high)
    return { value: heat.orMore(figure), said: orMore(figure), href, differs };
  return { value: figure, href, differs };
}

function Head({ className, children }: { className: string; children: ReactNode }) {
  return (
    <th
      scope="col"
      className={`px-1 pb-1.5 align-bottom font-medium first:pl-0 max-lg:whitespace-nowrap ${className}`}
    >
      {children}
    </th>
  );
}

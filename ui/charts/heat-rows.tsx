"use client";

import { still } from "../static-html";
import { HeatCells, type ShownCell } from "./heat-cells";
import { useIsBeyond } from "./heat-chooser";
import { type Packed, unpack } from "./packed";

/** A unit's row as texts. */
export type ShownRow = {
  label: string;
  href?: string;
  /** 0 for the root of what is shown. */
  depth: number;
  /** Where a click on the arrow leads, and what it is called. */
  expand?: { href: string; open: boolean; said: string };
  counted: string;
  cells: readonly ShownCell[];
};

type Props = { rows: Packed<readonly ShownRow[]>; few: string };

const indents = ["", "pl-5", "pl-10", "pl-14", "pl-18", "pl-22"];

/**
 * The rows of a heatmap. A client component, because the page then carries the figures instead of all cells a second time;
 * as one text, because they are hundreds of elements.
 */
export function HeatRows({ rows: packed, few }: Props) {
  const rows = unpack(packed);
  const isBeyond = useIsBeyond();
  const expandable = rows.some(({ expand }) => expand);
  const body = rows.map((row) => (
    <tr key={row.href ?? row.label}>
      <th scope="row" className="sticky left-0 z-10 bg-ground pr-3 text-left font-normal">
        <UnitName row={row} expandable={expandable} />
      </th>
      <td className="whitespace-nowrap px-2 text-ink-2">{row.counted}</td>
      <HeatCells few={few} cells={row.cells} isBeyond={isBeyond} />
    </tr>
  ));
  return <tbody {...still(body)} />;
}

type NameProps = { row: ShownRow; expandable: boolean };

function UnitName({ row, expandable }: NameProps) {
  const { expand, label } = row;
  const name = "max-w-40 lg:max-w-80";
  return (
    <span
      className={`flex min-h-8 items-center gap-1 print:min-h-5 ${indents[Math.min(row.depth, indents.length - 1)]}`}
    >
      {expand ? (
        <a
          href={expand.href}
          className="-ml-1 grid size-6 shrink-0 place-items-center rounded-md text-[0.7em] text-ink-3 hover:bg-line-2 print:hidden"
        >
          <span aria-hidden="true">{expand.open ? "▼" : "▶"}</span>
          <span className="sr-only">{expand.said}</span>
        </a>
      ) : (
        expandable && <span className="-ml-1 w-6 shrink-0 print:hidden" />
      )}
      {row.href ? (
        <a href={row.href} className={`${name} hover:underline`}>
          {label}
        </a>
      ) : (
        <span className={name}>{label}</span>
      )}
    </span>
  );
}

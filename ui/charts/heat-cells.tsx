"use client";

import { heatSteps } from "./heat-steps";

/** A figure with the number of its colour step, without one where there is nothing, or the reason why it is hidden. */
export type ShownCell =
  | {
      value: string;
      /** The figure in words, where the short form needs them. */
      said?: string;
      step?: number;
      href?: string;
      mark?: { glyph: string; text: string };
    }
  | string;

type Props = {
  cells: readonly ShownCell[];
  /** Shown instead of a reason where there is no room for it. */
  few: string;
};

/** The cells of one row. A client component, because the page then carries the figures instead of all cells a second time. */
export function HeatCells({ cells, few }: Props) {
  return stretches(cells).map(({ start, span, cell }) =>
    typeof cell === "string" ? (
      <td key={start} colSpan={span} title={cell} className="hatch text-ink-3">
        {span > 2 ? (
          <span className="float-left bg-ground px-1">{cell}</span>
        ) : (
          <Why short={few} reason={cell} />
        )}
      </td>
    ) : (
      <td
        key={start}
        title={cell.said}
        className={`whitespace-nowrap ${cell.step === undefined ? "text-ink-3" : heatSteps[cell.step]}`}
      >
        {cell.href ? (
          <a href={cell.href} className="block py-1.5 hover:underline">
            {cell.value}
          </a>
        ) : (
          <Value {...cell} />
        )}
        {cell.mark && (
          <>
            <span aria-hidden="true"> {cell.mark.glyph}</span>
            <span className="sr-only">, {cell.mark.text}</span>
          </>
        )}
      </td>
    ),
  );
}

function Value({ value, said }: { value: string; said?: string }) {
  if (!said) return value;
  return (
    <>
      <span aria-hidden="true">{value}</span>
      <span className="sr-only">{said}</span>
    </>
  );
}

type Stretch = { start: number; span: number; cell: ShownCell };

/** Joins neighbours that are hidden for the same reason into one cell, which has room for the reason. */
function stretches(cells: readonly ShownCell[]): Stretch[] {
  const found: Stretch[] = [];
  cells.forEach((cell, start) => {
    const last = found.at(-1);
    if (last && typeof cell === "string" && last.cell === cell) last.span += 1;
    else found.push({ start, span: 1, cell });
  });
  return found;
}

/** A short word that shows the whole reason on focus. */
function Why({ short, reason }: { short: string; reason: string }) {
  return (
    <span className="group relative inline-block">
      <button type="button" className="min-h-6 bg-ground px-1">
        <span aria-hidden="true">{short}</span>
        <span className="sr-only">{reason}</span>
      </button>
      <span
        aria-hidden="true"
        className="invisible absolute right-0 bottom-full z-20 w-48 rounded-lg bg-ink px-2 py-1 text-left text-ground group-focus-within:visible"
      >
        {reason}
      </span>
    </span>
  );
}

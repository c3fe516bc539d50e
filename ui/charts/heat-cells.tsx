import type { CSSProperties } from "react";
import type { IsBeyond } from "./heat-chooser";

/** A figure, nothing, or the reason why a figure is hidden. */
export type ShownCell =
  | {
      value: string;
      /** The figure in words, where the short form needs them. */
      said?: string;
      empty?: true;
      /** Percent of duos with a low and with a high band, drawn below the figure. */
      shares?: readonly [low: number, high: number];
      href?: string;
      /** Beyond chance, and in which direction. */
      differs?: { direction: "up" | "down"; text: string };
    }
  | string;

type Props = {
  cells: readonly ShownCell[];
  /** Shown instead of a reason where there is no room for it. */
  few: string;
  isBeyond: IsBeyond;
};

/** The cells of one row. */
export function HeatCells({ cells, few, isBeyond }: Props) {
  return stretches(cells).map(({ start, span, cell }) =>
    typeof cell === "string" ? (
      <td
        key={start}
        colSpan={span}
        title={cell}
        data-beyond={isBeyond(start, span)}
        className={`hatch text-ink-3 ${span > 1 && start === 0 && !isBeyond(1, span - 1) ? "col-span-2" : ""}`}
      >
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
        data-beyond={isBeyond(start, 1)}
        className={`${cell.shares ? "heat-shares" : "whitespace-nowrap"} ${toneOf(cell)}`.trim()}
        style={cell.shares && sharesStyle(cell.shares)}
      >
        {cell.href ? (
          <a href={cell.href} className="block py-1.5 hover:underline">
            {cell.value}
          </a>
        ) : (
          <Value {...cell} />
        )}
        {cell.differs && (
          <>
            {/* By a space that does not break: on a phone cells may. */}
            <span aria-hidden="true">{`\u00a0${arrows[cell.differs.direction]}`}</span>
            <span className="sr-only">, {cell.differs.text}</span>
          </>
        )}
      </td>
    ),
  );
}

const arrows = { up: "↑", down: "↓" } as const;
const tones = { up: "bg-multiplying-soft font-semibold", down: "bg-diverging-soft font-semibold" } as const;

function toneOf({ empty, shares, differs }: Exclude<ShownCell, string>): string {
  if (empty) return "text-ink-3";
  if (differs) return tones[differs.direction];
  // What most cells have is the look of `heat-shares`.
  return shares ? "" : "bg-heat-0";
}

/** Where the bar of `heat-shares` ends its low part and begins its high one: a page has a hundred of these bars. */
const sharesStyle = ([low, high]: readonly [low: number, high: number]) =>
  ({ "--low": `${low}%`, "--high": `${high}%` }) as CSSProperties;

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

/** A short word; while it has the focus the whole reason is shown. */
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

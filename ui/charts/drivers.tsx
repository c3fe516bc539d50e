import type { ReactNode } from "react";
import type { Dictionary } from "@/lib/i18n";
import type { Formats } from "@/lib/i18n/format";
import { ChartFrame, type FrameProps } from "./frame";
import { DriversLayer } from "./layers";
import { Twin } from "./twin";

export type Driver = {
  label: string;
  /** Relative weight from 0 to 1 (Johnson 2000). */
  weight: number;
};

type Props = FrameProps & {
  drivers: readonly Driver[];
  words: Dictionary["charts"];
  formats: Formats;
  /** What the weights rest on: people counted, variance explained. */
  footnote?: ReactNode;
  interactive?: boolean;
};

const row = 32;

/** Which dimensions go with impact, strongest first, as bars from zero. */
export function Drivers({ drivers, words, formats, footnote, interactive, ...frame }: Props) {
  const sorted = drivers.toSorted((a, b) => b.weight - a.weight);
  const most = sorted[0]?.weight || 1;
  const height = sorted.length * row;
  const summary = sorted.map(({ label, weight }) => `${label} ${formats.percent(weight)}`).join(", ");
  return (
    <ChartFrame
      {...frame}
      tableWord={words.showTable}
      table={
        <Twin
          caption={typeof frame.title === "string" ? frame.title : words.weight}
          columns={[{ header: words.driver }, { header: words.weight, numeric: true }]}
          rows={sorted.map(({ label, weight }) => [label, formats.percent(weight)])}
        />
      }
    >
      <div role="img" aria-label={summary} className="flex text-small">
        <ul aria-hidden="true" className="shrink-0">
          {sorted.map(({ label }) => (
            <li key={label} className="flex h-[32px] items-center pr-3">
              {label}
            </li>
          ))}
        </ul>
        <div className="group/plot relative min-w-0 flex-1">
          <svg width="100%" height={height} aria-hidden="true" className="block">
            <line y2={height} className="stroke-edge" />
            <g className="group-has-[[data-live]]/plot:invisible print:group-has-[[data-live]]/plot:visible">
              {sorted.map(({ label, weight }, index) => (
                <rect
                  key={label}
                  y={index * row + row * 0.1}
                  height={row * 0.8}
                  width={`${((weight / most) * 100).toFixed(2)}%`}
                  className="fill-accent"
                />
              ))}
            </g>
          </svg>
          {interactive && <DriversLayer name={words.weight} most={most} drivers={sorted} />}
        </div>
        <ul aria-hidden="true" className="shrink-0 text-right font-semibold tabular-nums">
          {sorted.map(({ label, weight }) => (
            <li key={label} className="flex h-[32px] items-center justify-end pl-3">
              {formats.percent(weight)}
            </li>
          ))}
        </ul>
      </div>
      {footnote && <p className="mt-2 text-small text-ink-3">{footnote}</p>}
    </ChartFrame>
  );
}

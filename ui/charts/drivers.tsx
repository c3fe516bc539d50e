import type { ReactNode } from "react";
import { ChartFrame, type ChartProps } from "./frame";
import { bandScale, rounded } from "./geometry";
import { DriversLayer } from "./layers";

export type DriverBar = {
  label: string;
  /** Relative weight from 0 to 1 (Johnson 2000). */
  weight: number;
};

type Props = ChartProps & {
  drivers: readonly DriverBar[];
  /** What the weights are computed from: people counted, variance explained. */
  footnote?: ReactNode;
  /** Adds values under the pointer once the page is idle. */
  interactive?: boolean;
};

/** In pixels; the lists of names and figures have the same as `h-[32px]`. */
const rowHeight = 32;

/** Which dimensions go with impact, strongest first, as bars from zero. */
export function Drivers({ drivers, words, format, interactive, ...rest }: Props) {
  const { driver, weight: weightWord } = words.charts;
  const sorted = drivers.toSorted((a, b) => b.weight - a.weight);
  const most = sorted[0]?.weight || 1;
  const height = sorted.length * rowHeight;
  const row = bandScale(sorted.length, [0, height]);
  const rows = sorted.map(({ label, weight }) => [label, format.percent(weight)]);
  return (
    <ChartFrame
      {...rest}
      words={words}
      columns={[{ header: driver }, { header: weightWord, numeric: true }]}
      rows={rows}
      summary={rows.map((texts) => texts.join(" ")).join(", ")}
    >
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
                y={row(index).start}
                height={row(index).length}
                width={`${rounded((weight / most) * 100)}%`}
                className="fill-accent"
              />
            ))}
          </g>
        </svg>
        {interactive && <DriversLayer name={weightWord} most={most} drivers={sorted} />}
      </div>
      <ul aria-hidden="true" className="shrink-0 text-right font-semibold tabular-nums">
        {sorted.map(({ label, weight }) => (
          <li key={label} className="flex h-[32px] items-center justify-end pl-3">
            {format.percent(weight)}
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
}

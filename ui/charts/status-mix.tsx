import { useId } from "react";
import type { Dictionary } from "@/lib/i18n";
import type { Formats } from "@/lib/i18n/format";
import { type StatusCode, statusCodes } from "@/lib/published";
import { statusGlyph } from "@/lib/status";
import { statusText } from "../status";
import { Table } from "../table";
import { ChartFrame, type FrameProps } from "./frame";
import { bandOf, labelled, plot, plotFloor, spread, yOf } from "./geometry";
import { MixLayer } from "./layers";

export type MixCycle = {
  /** Short, for the axis: "Oct". */
  label: string;
  /** In full, for the table: "October 2026". */
  name: string;
  /** Counted duos in each state; `null` where the cycle's mix is hidden. */
  counts: Readonly<Record<StatusCode, number>> | null;
  /** "111 of 120". */
  counted?: string;
};

type Props = FrameProps & {
  cycles: readonly MixCycle[];
  words: Dictionary;
  formats: Formats;
  /** Adds values under the pointer once the page is idle. */
  interactive?: boolean;
};

type Slice = { status: StatusCode; from: number; to: number };

const fills: Record<StatusCode, string> = {
  multiplying: "fill-multiplying",
  steady: "fill-steady/40",
  strained: "fill-strained",
  diverging: "fill-diverging",
  "not-enough-data": "fill-nodata/30",
};

/** Shares of counted duos by state, a column a cycle; the last column carries the names. */
export function StatusMixBars({ cycles, words, formats, interactive, ...frame }: Props) {
  const { charts, status } = words;
  const last = cycles.at(-1);
  const parts = last ? slices(last) : [];
  const summary = parts
    .map((part) => `${status.word[part.status]} ${formats.percent(part.to - part.from)}`)
    .join(", ");
  return (
    <ChartFrame
      {...frame}
      tableWord={charts.showTable}
      table={<Twin {...{ cycles, words, formats, frame }} />}
    >
      <div
        role="img"
        aria-label={last ? `${last.name}: ${summary}` : charts.none}
        className="flex text-small"
      >
        <div className="group/plot relative min-w-0 flex-1">
          <MixPlot cycles={cycles} />
          {interactive && (
            <MixLayer
              categories={statusCodes.map((code) => status.word[code])}
              rows={cycles.map((cycle) => ({
                name: cycle.name,
                ...Object.fromEntries(
                  slices(cycle).map((slice) => [status.word[slice.status], slice.to - slice.from]),
                ),
              }))}
            />
          )}
        </div>
        <LastLabels parts={parts} words={status} formats={formats} />
      </div>
    </ChartFrame>
  );
}

/** Cumulative shares from the bottom up, empty states left out. */
function slices({ counts }: MixCycle): Slice[] {
  if (!counts) return [];
  const total = statusCodes.reduce((sum, code) => sum + counts[code], 0);
  let from = 0;
  return statusCodes.flatMap((status) => {
    const slice = { status, from, to: from + (total > 0 ? counts[status] / total : 0) };
    from = slice.to;
    return counts[status] > 0 ? [slice] : [];
  });
}

function MixPlot({ cycles }: { cycles: readonly MixCycle[] }) {
  const hatch = useId();
  return (
    <svg width="100%" height={plot.height} aria-hidden="true" className="block">
      <defs>
        <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line y2="5" strokeWidth="1.5" className="stroke-paper/60" />
        </pattern>
      </defs>
      {cycles.map((cycle, index) => {
        const { x, width, middle } = bandOf(index, cycles.length);
        return (
          <g key={cycle.name}>
            <g className="group-has-[[data-live]]/plot:invisible print:group-has-[[data-live]]/plot:visible">
              {slices(cycle).map(({ status, from, to }) => {
                const top = yOf(to, [0, 1]);
                const box = {
                  x: `${x}%`,
                  y: top + 1,
                  width: `${width}%`,
                  height: Math.max(1, yOf(from, [0, 1]) - top - 2),
                  rx: 1.5,
                };
                return (
                  <g key={status}>
                    <rect {...box} className={fills[status]} />
                    {status === "strained" && <rect {...box} fill={`url(#${hatch})`} />}
                  </g>
                );
              })}
            </g>
            {labelled(index, cycles.length) && (
              <text x={`${middle}%`} y={plotFloor + 20} textAnchor="middle" className="fill-ink-3">
                {cycle.label}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

type LabelProps = { parts: readonly Slice[]; words: Dictionary["status"]; formats: Formats };

function LastLabels({ parts, words, formats }: LabelProps) {
  const downwards = parts.toReversed();
  const ys = spread(
    downwards.map(({ from, to }) => yOf((from + to) / 2, [0, 1])),
    17,
    plotFloor - 6,
  );
  return (
    <svg height={plot.height} aria-hidden="true" className="w-16 shrink-0 sm:w-40">
      {downwards.map(({ status, from, to }, index) => (
        <text key={status} x="8" y={ys[index]} dy="0.35em" className={`fill-current ${statusText[status]}`}>
          <tspan className="text-[0.8em]">{statusGlyph(status)}</tspan>
          <tspan dx="4" className="font-semibold">
            {formats.percent(to - from)}
          </tspan>
          <tspan dx="4" className="max-sm:hidden">
            {words.word[status]}
          </tspan>
        </text>
      ))}
    </svg>
  );
}

function Twin({
  cycles,
  words,
  formats,
  frame,
}: Pick<Props, "cycles" | "words" | "formats"> & { frame: FrameProps }) {
  const { charts, status } = words;
  return (
    <Table
      dense
      caption={typeof frame.title === "string" ? frame.title : charts.counted}
      rows={cycles}
      rowKey={({ name }) => name}
      columns={[
        { key: "cycle", header: charts.cycle, rowHeader: true, cell: ({ name }) => name },
        ...statusCodes.map((code) => ({
          key: code,
          header: status.word[code],
          numeric: true,
          cell: (cycle: MixCycle) => {
            if (!cycle.counts) return charts.none;
            const slice = slices(cycle).find((part) => part.status === code);
            const share = formats.percent(slice ? slice.to - slice.from : 0);
            return charts.share(share, formats.whole(cycle.counts[code]));
          },
        })),
        {
          key: "counted",
          header: charts.counted,
          numeric: true,
          cell: ({ counted }) => counted ?? charts.none,
        },
      ]}
    />
  );
}

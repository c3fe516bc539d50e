import type { Dictionary } from "@/lib/i18n";
import type { Formats } from "@/lib/i18n/format";
import { Table } from "../table";
import { ChartFrame, type FrameProps } from "./frame";
import { type Domain, labelled, plot, plotFloor, runs, xOf, yOf } from "./geometry";
import { TrendLayer } from "./layers";

export type TrendPoint = {
  /** Short, for the axis: "Oct". */
  label: string;
  /** In full, for the table: "October 2026". */
  name: string;
  /** 0 to 100; `null` where the cycle has no visible figure. */
  value: number | null;
  low?: number | null;
  high?: number | null;
  /** "111 of 120". */
  counted?: string;
  /** What the axis breaks for here: a reorganization, a new instrument, a replaced partner. */
  mark?: string;
};

type Props = FrameProps & {
  points: readonly TrendPoint[];
  words: Dictionary["charts"];
  formats: Formats;
  domain?: Domain;
  /** Quiet lines across, besides the ends of the scale. */
  guides?: readonly number[];
  /** Adds values under the pointer once the page is idle. */
  interactive?: boolean;
};

/** A level over cycles with its interval as a quiet band and breaks as marks. */
export function LevelTrend(props: Props) {
  const { points, words, formats, domain = [0, 100], guides = [40, 70], interactive, ...frame } = props;
  const known = runs(points, (point) => point.value !== null);
  const first = points[known[0]?.[0] ?? -1];
  const last = points[known.at(-1)?.at(-1) ?? -1];
  const figure = (value: number | null | undefined) =>
    typeof value === "number" ? formats.whole(value) : words.none;
  const interval = ({ low, high }: TrendPoint) =>
    typeof low === "number" && typeof high === "number"
      ? words.between(figure(low), figure(high))
      : words.none;
  return (
    <ChartFrame
      {...frame}
      tableWord={words.showTable}
      table={<Twin {...{ points, words, figure, interval, frame }} />}
    >
      <div
        role="img"
        aria-label={
          first && last
            ? words.trendSummary(first.name, figure(first.value), last.name, figure(last.value))
            : words.none
        }
        className="flex text-small"
      >
        <svg width="32" height={plot.height} aria-hidden="true" className="shrink-0">
          {[domain[0], ...guides, domain[1]].map((value) => (
            <text
              key={value}
              x="24"
              y={yOf(value, domain)}
              dy="0.35em"
              textAnchor="end"
              className="fill-ink-3"
            >
              {value}
            </text>
          ))}
        </svg>
        <div className="relative min-w-0 flex-1">
          <TrendPlot points={points} known={known} domain={domain} guides={guides} />
          {interactive && (
            <TrendLayer
              domain={domain}
              points={points.map((point) => ({
                name: point.name,
                value: point.value,
                lines: [
                  `${words.level} ${figure(point.value)}`,
                  ...(typeof point.low === "number" ? [`${words.interval} ${interval(point)}`] : []),
                  ...(point.counted ? [point.counted] : []),
                ],
              }))}
            />
          )}
        </div>
        <svg width="40" height={plot.height} aria-hidden="true" className="shrink-0">
          {last && typeof last.value === "number" && (
            <text x="12" y={yOf(last.value, domain)} dy="0.35em" className="fill-ink font-semibold">
              {figure(last.value)}
            </text>
          )}
        </svg>
      </div>
    </ChartFrame>
  );
}

type PlotProps = {
  points: readonly TrendPoint[];
  known: number[][];
  domain: Domain;
  guides: readonly number[];
};

function TrendPlot({ points, known, domain, guides }: PlotProps) {
  const count = points.length;
  const marked = points.filter(({ mark }) => mark);
  const at = (index: number, value: number | null | undefined) =>
    `${xOf(index, count)},${yOf(value ?? 0, domain) - plot.top}`;
  return (
    <svg width="100%" height={plot.height} aria-hidden="true" className="block overflow-visible">
      {[...domain, ...guides].map((value) => (
        <line
          key={value}
          x1="0"
          x2="100%"
          y1={yOf(value, domain)}
          y2={yOf(value, domain)}
          className={value === domain[0] ? "stroke-edge" : "stroke-line"}
        />
      ))}
      <svg
        y={plot.top}
        width="100%"
        height={plotFloor - plot.top}
        viewBox={`0 0 100 ${plotFloor - plot.top}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        className="overflow-visible"
      >
        {runs(points, ({ low, high }) => typeof low === "number" && typeof high === "number").map((run) => (
          <polygon
            key={run[0]}
            points={[
              ...run.map((i) => at(i, points[i]?.high)),
              ...run.toReversed().map((i) => at(i, points[i]?.low)),
            ].join(" ")}
            className="fill-accent/15"
          />
        ))}
        {known.map((run) => (
          <polyline
            key={run[0]}
            points={run.map((i) => at(i, points[i]?.value)).join(" ")}
            vectorEffect="non-scaling-stroke"
            strokeWidth="2"
            strokeLinejoin="round"
            className="fill-none stroke-accent"
          />
        ))}
      </svg>
      {points.map((point, index) => {
        const x = `${xOf(index, count)}%`;
        return (
          <g key={point.name}>
            {point.mark && (
              <Mark x={x} text={point.mark} atEnd={index > count / 2} row={marked.indexOf(point) % 2} />
            )}
            {point.value !== null && (
              <circle
                cx={x}
                cy={yOf(point.value, domain)}
                r={index === count - 1 ? 4 : 2.5}
                className="fill-accent"
              />
            )}
            {labelled(index, count) && (
              <text x={x} y={plotFloor + 20} textAnchor={anchor(index, count)} className="fill-ink-3">
                {point.label}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

function anchor(index: number, count: number): "start" | "middle" | "end" {
  if (count === 1) return "middle";
  return index === 0 ? "start" : index === count - 1 ? "end" : "middle";
}

function Mark({ x, text, atEnd, row }: { x: string; text: string; atEnd: boolean; row: number }) {
  return (
    <>
      <line x1={x} x2={x} y1={plot.top} y2={plotFloor} strokeDasharray="3 3" className="stroke-ink-3" />
      <text
        x={x}
        dx={atEnd ? -4 : 4}
        y={10 + row * 18}
        textAnchor={atEnd ? "end" : "start"}
        className="fill-ink-2"
      >
        {text}
      </text>
    </>
  );
}

type TwinProps = {
  points: readonly TrendPoint[];
  words: Dictionary["charts"];
  figure: (value: number | null | undefined) => string;
  interval: (point: TrendPoint) => string;
  frame: FrameProps;
};

function Twin({ points, words, figure, interval, frame }: TwinProps) {
  const marked = points.some(({ mark }) => mark);
  return (
    <Table
      dense
      caption={typeof frame.title === "string" ? frame.title : words.level}
      rows={points}
      rowKey={({ name }) => name}
      columns={[
        { key: "cycle", header: words.cycle, rowHeader: true, cell: ({ name }) => name },
        { key: "level", header: words.level, numeric: true, cell: ({ value }) => figure(value) },
        { key: "interval", header: words.interval, numeric: true, cell: interval },
        {
          key: "counted",
          header: words.counted,
          numeric: true,
          cell: ({ counted }) => counted ?? words.none,
        },
        ...(marked ? [{ key: "mark", header: words.event, cell: ({ mark }: TrendPoint) => mark }] : []),
      ]}
    />
  );
}

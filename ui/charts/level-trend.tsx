import type { Dictionary } from "@/lib/i18n";
import type { Formats } from "@/lib/i18n/format";
import { ChartFrame, type FrameProps } from "./frame";
import { type Domain, plot, runs, yOf } from "./geometry";
import { TrendLayer } from "./layers";
import { TrendPlot, type TrendPoint } from "./trend-plot";
import { Twin } from "./twin";

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
  const marked = points.some(({ mark }) => mark);
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
      table={
        <Twin
          caption={typeof frame.title === "string" ? frame.title : words.level}
          columns={[
            { header: words.cycle },
            { header: words.level, numeric: true },
            { header: words.interval, numeric: true },
            { header: words.counted, numeric: true },
            ...(marked ? [{ header: words.event }] : []),
          ]}
          rows={points.map((point) => [
            point.name,
            figure(point.value),
            interval(point),
            point.counted ?? words.none,
            ...(marked ? [point.mark ?? ""] : []),
          ])}
        />
      }
    >
      <div
        role="img"
        aria-label={
          first && last
            ? words.trendSummary(
                { name: first.name, value: figure(first.value) },
                { name: last.name, value: figure(last.value) },
              )
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

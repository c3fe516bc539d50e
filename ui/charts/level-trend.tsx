import { figureTexts } from "../figures";
import { still } from "../static-html";
import type { ViewProps } from "../view-props";
import { ChartFrame, type ChartProps } from "./frame";
import { verticalScale } from "./geometry";
import { TrendLayer } from "./layers";
import { pack } from "./packed";
import { type Domain, plot, plotFloor } from "./plot";
import { LEVEL_CUTS, levelDomain, levelZones, type TrendPoint, trendDrawing } from "./trend-drawing";
import { TrendPlot } from "./trend-plot";

type Props = ChartProps & {
  points: readonly TrendPoint[];
  /** Adds values under the pointer once the page is idle. */
  interactive?: boolean;
};

/** A level over cycles, with its interval as a band, low and high levels as quiet ground, and events as marks. */
export function LevelTrend(props: Props) {
  const { points, words, format, interactive, ...heading } = props;
  const domain = levelDomain(points);
  const guides = LEVEL_CUTS.filter((value) => value > domain[0] && value < domain[1]);
  const { whole } = figureTexts({ words, format });
  const known = points.filter(({ value }) => value !== null);
  const [first, last] = [known[0], known.at(-1)];
  const y = verticalScale(domain);
  return (
    <ChartFrame
      {...heading}
      words={words}
      {...trendTable(points, { words, format })}
      summary={
        first && last
          ? words.charts.trendSummary(
              { name: first.name, value: whole(first.value) },
              { name: last.name, value: whole(last.value) },
            )
          : words.charts.none
      }
    >
      <Axis values={[domain[0], ...guides, domain[1]]} domain={domain} />
      <div className="relative min-w-0 flex-1">
        <TrendPlot
          drawing={pack({
            ...trendDrawing(points, domain, guides),
            // Beside its point where the line ends before the last cycle, else at the edge.
            ...(last && last !== points.at(-1) && { ending: whole(last.value) }),
            zones: levelZones(domain).map((zone) => ({ ...zone, label: words.status.level[zone.band] })),
          })}
        />
        {interactive && (
          <TrendLayer
            figures={pack({
              domain,
              points: points.map((point) => ({
                name: point.name,
                value: point.value,
                lines: pointerLines(point, { words, format }),
              })),
            })}
          />
        )}
      </div>
      <svg width="40" height={plot.height} aria-hidden="true" className="shrink-0">
        {typeof last?.value === "number" && last === points.at(-1) && (
          <text x="12" y={y(last.value)} dy="0.35em" className="fill-ink font-semibold">
            {whole(last.value)}
          </text>
        )}
      </svg>
    </ChartFrame>
  );
}

/** The values beside the lines across, with a sign where the scale begins above 0. */
function Axis({ values, domain }: { values: readonly number[]; domain: Domain }) {
  const y = verticalScale(domain);
  return (
    <svg
      width="32"
      height={plot.height}
      aria-hidden="true"
      className="shrink-0"
      {...still(
        <>
          {values.map((value) => (
            <text key={value} x="24" y={y(value)} dy="0.35em" textAnchor="end" className="fill-ink-3">
              {value}
            </text>
          ))}
          {domain[0] > 0 && <ScaleBreak />}
        </>,
      )}
    />
  );
}

/** The sign that the scale begins above 0. */
const ScaleBreak = () => (
  <path data-break d={`M28 ${plotFloor}l3-3-6-4 6-4-3-3`} className="fill-none stroke-ink-3" />
);

/** The figures of a point as they are shown under the pointer. */
function pointerLines({ value, low, high, counted }: TrendPoint, view: ViewProps): string[] {
  const { level, interval } = view.words.charts;
  const { whole, between } = figureTexts(view);
  return [
    `${level} ${whole(value)}`,
    ...(typeof low === "number" ? [`${interval} ${between(low, high)}`] : []),
    ...(counted ? [counted] : []),
  ];
}

/** The points as a table, with columns of intervals, counts and events where there are any. */
function trendTable(points: readonly TrendPoint[], view: ViewProps) {
  const { charts } = view.words;
  const { whole, between } = figureTexts(view);
  const marked = points.some(({ mark, began }) => mark || began);
  // One duo has neither an interval nor a count.
  const ranged = points.some(({ low }) => typeof low === "number");
  const counted = points.some((point) => point.counted);
  return {
    columns: [
      { header: charts.cycle },
      { header: charts.level, numeric: true },
      ...(ranged ? [{ header: charts.interval, numeric: true }] : []),
      ...(counted ? [{ header: charts.counted, numeric: true }] : []),
      ...(marked ? [{ header: charts.event, anyLength: true }] : []),
    ],
    rows: points.map((point) => [
      point.name,
      whole(point.value),
      ...(ranged ? [between(point.low, point.high)] : []),
      ...(counted ? [point.counted ?? charts.none] : []),
      ...(marked ? [[point.mark, point.began].filter(Boolean).join(", ")] : []),
    ]),
  };
}

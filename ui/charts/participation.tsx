import { ChartFrame, type ChartProps } from "./frame";
import { bandScale, isLabelled, lineBefore, rounded, verticalScale } from "./geometry";
import { plot, plotFloor } from "./plot";
import type { TwinColumn } from "./twin";

/** How many of a unit's enrolled duos are complete in a cycle; null where that is hidden. */
export type HeardCycle = {
  /** Short, for the axis: "Oct". */
  readonly label: string;
  /** In full, for the table: "October 2026". */
  readonly name: string;
  readonly heard: { readonly counted: number; readonly enrolled: number } | null;
  /** An event before this cycle, which a line shows. */
  readonly mark?: string;
};

type Props = ChartProps & { cycles: readonly HeardCycle[] };

/** A column for each cycle: its height is all enrolled duos, filled as far as they are complete. */
export function Participation({ cycles, words, format, ...heading }: Props) {
  const text = words.report.participation;
  const [band, y] = [bandScale(cycles.length), verticalScale([0, 1])];
  const marked = cycles.some(({ mark }) => mark !== undefined);
  const shareOf = ({ heard }: HeardCycle) => (heard ? heard.counted / heard.enrolled : null);
  const percent = (cycle: HeardCycle) => {
    const share = shareOf(cycle);
    return share === null ? words.charts.none : format.percent(share);
  };
  return (
    <ChartFrame
      {...heading}
      words={words}
      columns={columnsOf(words, marked)}
      rows={cycles.map((cycle) => [
        cycle.name,
        cycle.heard ? format.whole(cycle.heard.counted) : words.charts.none,
        cycle.heard ? format.whole(cycle.heard.enrolled) : words.charts.none,
        percent(cycle),
        ...(marked ? [cycle.mark ?? ""] : []),
      ])}
      summary={cycles.map((cycle) => text.summary(percent(cycle), cycle.name)).join(", ")}
    >
      <svg width="100%" height={plot.height} aria-hidden="true" className="block tabular-nums">
        {cycles.map((cycle, index) => {
          const { start, length, middle } = band(index);
          const share = shareOf(cycle);
          const column = { x: `${start}%`, width: `${length}%`, rx: 1.5 };
          const top = y(share ?? 0);
          return (
            <g key={cycle.name}>
              {cycle.mark && <EventLine x={lineBefore({ start, length })} />}
              {share !== null && (
                <>
                  <rect {...column} y={plot.top} height={plotFloor - plot.top} className="fill-line-2" />
                  <rect {...column} y={top} height={rounded(plotFloor - top)} className="fill-accent/70" />
                </>
              )}
              {isLabelled(index, cycles.length) && (
                <>
                  <text x={`${middle}%`} y={top - 5} textAnchor="middle" className="fill-ink">
                    {percent(cycle)}
                  </text>
                  <text x={`${middle}%`} y={plotFloor + 20} textAnchor="middle" className="fill-ink-3">
                    {cycle.label}
                  </text>
                </>
              )}
            </g>
          );
        })}
        <line x1="0" x2="100%" y1={plotFloor} y2={plotFloor} className="stroke-edge" />
      </svg>
    </ChartFrame>
  );
}

/** Of the table, with events only where there are any. */
function columnsOf({ charts, report: { participation } }: Props["words"], marked: boolean): TwinColumn[] {
  return [
    { header: charts.cycle },
    { header: participation.complete, numeric: true },
    { header: participation.enrolled, numeric: true },
    { header: participation.share, numeric: true },
    ...(marked ? [{ header: charts.event, anyLength: true }] : []),
  ];
}

/** The table beside it says what happened there. */
const EventLine = ({ x }: { x: number }) => (
  <line x1={`${x}%`} x2={`${x}%`} y1="0" y2={plotFloor} strokeDasharray="3 3" className="stroke-ink-3" />
);

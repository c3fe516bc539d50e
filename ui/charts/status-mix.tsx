import { type StatusCode, statusCodes } from "@/lib/domain/published";
import { statusGlyph } from "@/lib/domain/status";
import { still } from "../static-html";
import { statusText } from "../status";
import type { ViewProps } from "../view-props";
import { ChartFrame, type ChartProps } from "./frame";
import { spread, verticalScale } from "./geometry";
import { MixLayer } from "./layers";
import { type MixCycle, mixDrawing, type Slice, slices } from "./mix-drawing";
import { MixPlot } from "./mix-plot";
import { pack } from "./packed";
import { plot, plotFloor } from "./plot";

type Props = ChartProps & {
  cycles: readonly MixCycle[];
  /** Adds values under the pointer once the page is idle. */
  interactive?: boolean;
};

/**
 * Shares of counted duos by state, a column for each cycle and a line before one with an event. Beside them the states of the
 * last column that has any are named, with their shares where that is the last cycle.
 */
export function StatusMixBars({ cycles, words, format, interactive, ...heading }: Props) {
  const { charts, status } = words;
  const last = cycles.at(-1);
  const parts = last ? slices(last) : [];
  const named = cycles.map(slices).findLast((some) => some.length > 0) ?? [];
  const marked = cycles.some(({ mark }) => mark);
  const said = parts.map((part) => `${status.word[part.status]} ${format.percent(part.to - part.from)}`);
  return (
    <ChartFrame
      {...heading}
      words={words}
      columns={[
        { header: charts.cycle },
        ...statusCodes.map((code) => ({ header: status.word[code], numeric: true })),
        { header: charts.counted, numeric: true },
        ...(marked ? [{ header: charts.event, anyLength: true }] : []),
      ]}
      rows={cycles.map((cycle) => [
        cycle.name,
        ...shareTexts(cycle, { words, format }),
        cycle.counted ?? charts.none,
        ...(marked ? [cycle.mark ?? ""] : []),
      ])}
      summary={last ? `${last.name}: ${said.join(", ") || charts.none}` : charts.none}
    >
      <div className="group/plot relative min-w-0 flex-1">
        <MixPlot drawing={pack(mixDrawing(cycles))} />
        {interactive && (
          <MixLayer
            figures={pack({
              categories: statusCodes.map((code) => status.word[code]),
              rows: cycles.map((cycle) => [cycle.name, slices(cycle).map(namedShare)]),
            })}
          />
        )}
      </div>
      <LastLabels parts={named} hasShares={parts.length > 0} words={words} format={format} />
    </ChartFrame>
  );
}

/** A state by its place among the categories, and its share: as many digits as tell any two shares of duos apart. */
const namedShare = ({ status, from, to }: Slice) =>
  [statusCodes.indexOf(status), Number((to - from).toFixed(8))] as const;

type LabelProps = ViewProps & { parts: readonly Slice[]; hasShares: boolean };

function LastLabels({ parts, hasShares, words, format }: LabelProps) {
  const downwards = parts.toReversed();
  const y = verticalScale([0, 1]);
  const ys = spread(
    downwards.map(({ from, to }) => y((from + to) / 2)),
    17,
    plotFloor - 6,
  );
  return (
    <svg
      height={plot.height}
      aria-hidden="true"
      className="w-16 shrink-0 sm:w-40"
      {...still(
        downwards.map(({ status, from, to }, index) => (
          <text key={status} x="8" y={ys[index]} dy="0.35em" className={`fill-current ${statusText[status]}`}>
            <tspan className="text-[0.8em]">{statusGlyph(status)}</tspan>
            {hasShares && (
              <tspan dx="4" className="font-semibold">
                {format.percent(to - from)}
              </tspan>
            )}
            <tspan dx="4" className="max-sm:hidden">
              {words.status.word[status]}
            </tspan>
          </text>
        )),
      )}
    />
  );
}

/** Share and count of each state in a cycle, in the order of the states. */
function shareTexts(cycle: MixCycle, { words: { charts }, format }: ViewProps): string[] {
  const { counts } = cycle;
  if (!counts) return statusCodes.map(() => charts.none);
  const parts = slices(cycle);
  const shareOf = (code: StatusCode) => {
    const slice = parts.find(({ status }) => status === code);
    return slice ? slice.to - slice.from : 0;
  };
  return statusCodes.map((code) => charts.share(format.percent(shareOf(code)), format.whole(counts[code])));
}

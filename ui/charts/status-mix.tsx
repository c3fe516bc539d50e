import { type StatusCode, statusCodes } from "@/lib/domain/published";
import { statusGlyph } from "@/lib/domain/status";
import type { Dictionary } from "@/lib/i18n";
import type { Formats } from "@/lib/i18n/format";
import { statusText } from "../status";
import { ChartFrame, type FrameProps } from "./frame";
import { plot, plotFloor, spread, yOf } from "./geometry";
import { MixLayer } from "./layers";
import { type MixCycle, type Slice, slices } from "./mix";
import { MixPlot } from "./mix-plot";
import { Twin } from "./twin";

type Props = FrameProps & {
  cycles: readonly MixCycle[];
  words: Dictionary;
  formats: Formats;
  /** Adds values under the pointer once the page is idle. */
  interactive?: boolean;
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
      table={
        <Twin
          caption={typeof frame.title === "string" ? frame.title : charts.counted}
          columns={[
            { header: charts.cycle },
            ...statusCodes.map((code) => ({ header: status.word[code], numeric: true })),
            { header: charts.counted, numeric: true },
          ]}
          rows={cycles.map((cycle) => [
            cycle.name,
            ...statusCodes.map((code) => share(cycle, code, charts, formats)),
            cycle.counted ?? charts.none,
          ])}
        />
      }
    >
      <div
        role="img"
        aria-label={last ? `${last.name}: ${summary}` : charts.none}
        className="flex text-small"
      >
        <div className="group/plot relative min-w-0 flex-1">
          <MixPlot cycles={cycles.map(({ label, name, counts }) => ({ label, name, counts }))} />
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

function share(cycle: MixCycle, code: StatusCode, charts: Dictionary["charts"], formats: Formats): string {
  if (!cycle.counts) return charts.none;
  const slice = slices(cycle).find((part) => part.status === code);
  return charts.share(formats.percent(slice ? slice.to - slice.from : 0), formats.whole(cycle.counts[code]));
}

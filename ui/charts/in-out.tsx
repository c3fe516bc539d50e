import { scaleLinear } from "d3-scale";
import type { StatusCode } from "@/lib/domain/published";
import { statusGlyph } from "@/lib/domain/status";
import { statusText } from "../status";
import { ChartFrame, type ChartProps } from "./frame";
import { rounded } from "./geometry";

/** How many times duos came into a state and left it. */
export type InOutState = {
  readonly status: StatusCode;
  readonly entered: number;
  readonly left: number;
};

type Props = ChartProps & { states: readonly InOutState[] };

const ROW = 44;
const HEAD = 20;
/** The longest bar, in percent of the width: beside it is room for its figure. */
const LONGEST = 40;

const fills: Record<StatusCode, string> = {
  multiplying: "fill-multiplying",
  steady: "fill-steady",
  strained: "fill-strained",
  diverging: "fill-diverging",
  "not-enough-data": "fill-nodata",
};

/** For each state a bar to the right for what came into it, and one to the left for what left it. */
export function InOut({ states, words, format, ...heading }: Props) {
  const text = words.report.changes;
  const most = Math.max(1, ...states.flatMap(({ entered, left }) => [entered, left]));
  const reach = scaleLinear([0, most], [0, LONGEST]);
  const height = HEAD + states.length * ROW;
  return (
    <ChartFrame
      {...heading}
      words={words}
      columns={[
        { header: text.state },
        { header: text.entered, numeric: true },
        { header: text.left, numeric: true },
      ]}
      rows={states.map(({ status, entered, left }) => [
        words.status.word[status],
        format.whole(entered),
        format.whole(left),
      ])}
      summary={states
        .map(({ status, entered, left }) =>
          text.summary(words.status.word[status], format.whole(entered), format.whole(left)),
        )
        .join("; ")}
    >
      <svg width="100%" height={height} aria-hidden="true" className="block tabular-nums">
        <text x="50%" dx="-8" y="12" textAnchor="end" className="fill-ink-3">
          {text.left}
        </text>
        <text x="50%" dx="8" y="12" className="fill-ink-3">
          {text.entered}
        </text>
        {states.map(({ status, entered, left }, index) => {
          const top = HEAD + index * ROW;
          const [into, out] = [rounded(reach(entered)), rounded(reach(left))];
          const bar = { y: top + 20, height: 14, rx: 1.5 };
          return (
            <g key={status}>
              <text x="0" y={top + 12} className={`fill-current ${statusText[status]}`}>
                <tspan className="text-[0.8em]">{statusGlyph(status)}</tspan>
                <tspan dx="4">{words.status.word[status]}</tspan>
              </text>
              <rect {...bar} x={`${50 - out}%`} width={`${out}%`} className={`${fills[status]} opacity-40`} />
              <rect {...bar} x="50%" width={`${into}%`} className={fills[status]} />
              <text x={`${50 - out}%`} dx="-6" y={bar.y + 11} textAnchor="end" className="fill-ink">
                {format.whole(left)}
              </text>
              <text x={`${50 + into}%`} dx="6" y={bar.y + 11} className="fill-ink">
                {format.whole(entered)}
              </text>
            </g>
          );
        })}
        <line x1="50%" x2="50%" y1={HEAD - 4} y2={height} className="stroke-edge" />
      </svg>
    </ChartFrame>
  );
}

"use client";

import { type Domain, labelled, plot, plotFloor, runs, xOf, yOf } from "./geometry";

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

type PlotProps = {
  points: readonly TrendPoint[];
  known: number[][];
  domain: Domain;
  guides: readonly number[];
};

/**
 * The drawing of a level trend: places in percent across, so that it fits any width without scaling its text. A client
 * component, so that the page carries its points and not the drawing twice.
 */
export function TrendPlot({ points, known, domain, guides }: PlotProps) {
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

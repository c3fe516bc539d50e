"use client";

import { useId } from "react";
import type { StatusCode } from "@/lib/domain/published";
import { bandOf, labelled, plot, plotFloor, yOf } from "./geometry";
import { type MixCycle, slices } from "./mix";

const fills: Record<StatusCode, string> = {
  multiplying: "fill-multiplying",
  steady: "fill-steady/40",
  strained: "fill-strained",
  diverging: "fill-diverging",
  "not-enough-data": "fill-nodata/30",
};

/** The columns. A client component, so that the page carries their figures and not the drawing twice. */
export function MixPlot({ cycles }: { cycles: readonly MixCycle[] }) {
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

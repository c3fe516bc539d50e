"use client";

import { useId } from "react";
import type { StatusCode } from "@/lib/domain/published";
import type { MixDrawing } from "./mix-drawing";
import { plot, plotFloor } from "./plot";

const fills: Record<StatusCode, string> = {
  multiplying: "fill-multiplying",
  steady: "fill-steady/40",
  strained: "fill-strained",
  diverging: "fill-diverging",
  "not-enough-data": "fill-nodata/30",
};

/**
 * Draws the columns. A client component, because the page then carries their coordinates instead of the whole drawing a
 * second time.
 */
export function MixPlot({ columns }: { columns: MixDrawing }) {
  const hatch = useId();
  return (
    <svg width="100%" height={plot.height} aria-hidden="true" className="block">
      <defs>
        <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line y2="5" strokeWidth="1.5" className="stroke-paper/60" />
        </pattern>
      </defs>
      {columns.map(({ name, label, x, width, middle, boxes }) => (
        <g key={name}>
          {boxes.map(({ status, y, height }) => {
            const box = { x: `${x}%`, y, width: `${width}%`, height, rx: 1.5 };
            return (
              <g key={status}>
                <rect {...box} className={fills[status]} />
                {status === "strained" && <rect {...box} fill={`url(#${hatch})`} />}
              </g>
            );
          })}
          {label && (
            <text x={`${middle}%`} y={plotFloor + 20} textAnchor="middle" className="fill-ink-3">
              {label}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

"use client";

import { type MarkPlace, markPlaces } from "./mark-places";
import { type Packed, unpack } from "./packed";
import { plot, plotFloor } from "./plot";
import type { LevelZone, TrendDrawing } from "./trend-drawing";

type Drawing = TrendDrawing & {
  zones: readonly (LevelZone & { label: string })[];
  /** The last value, written beside its point. */
  ending?: string;
};

/**
 * Draws a level trend; percent across, so that it fits any width without scaling its text. A client component, because
 * the page then carries the coordinates instead of the whole drawing a second time.
 */
export function TrendPlot({ drawing }: { drawing: Packed<Drawing> }) {
  const { line, band, began, guides, points, zones, ending } = unpack(drawing);
  return (
    <svg width="100%" height={plot.height} aria-hidden="true" className="block overflow-visible">
      {zones.map((zone) => (
        <g key={zone.band}>
          <rect y={zone.y} width="100%" height={zone.height} data-zone={zone.band} className="fill-line-2" />
          {zone.height >= ZONE_NAMED_FROM && (
            <text x="6" y={zone.y + zone.height - 6} className="fill-ink-3">
              {zone.label}
            </text>
          )}
        </g>
      ))}
      {guides.map((y, index) => (
        <line
          key={y}
          x1="0"
          x2="100%"
          y1={y}
          y2={y}
          className={index === 0 ? "stroke-edge" : "stroke-line"}
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
        {band && <path d={band} className="fill-accent/15" />}
        <path
          d={line}
          vectorEffect="non-scaling-stroke"
          strokeWidth="2"
          strokeLinejoin="round"
          className="fill-none stroke-accent"
        />
      </svg>
      {began && (
        <line
          x1={`${began.from}%`}
          x2={`${began.to}%`}
          y1={plotFloor - 4}
          y2={plotFloor - 4}
          strokeWidth="6"
          strokeLinecap="round"
          data-began
          className="stroke-ink-3/40"
        />
      )}
      <Points points={points} ending={ending} />
    </svg>
  );
}

/** Pixels that a part of the axis needs for its name. */
const ZONE_NAMED_FROM = 24;

/** A dot, an axis label and an event mark for each cycle that has them. */
function Points({ points, ending }: Pick<Drawing, "points"> & { ending: string | undefined }) {
  const last = points.length - 1;
  const lastDrawn = points.findLastIndex(({ y }) => y !== undefined);
  const marked = points.flatMap(({ name, x, mark }) => (mark ? [{ name, x, mark }] : []));
  const places = new Map(markPlaces(marked).map((place, index) => [marked[index]?.name, place]));
  const anchor = (index: number) =>
    last === 0 ? "middle" : index === 0 ? "start" : index === last ? "end" : "middle";
  return points.map((point, index) => {
    const x = `${point.x}%`;
    return (
      <g key={point.name}>
        {point.mark && <Mark x={x} text={point.mark} place={places.get(point.name)} />}
        {point.y !== undefined && (
          <circle cx={x} cy={point.y} r={index === lastDrawn ? 4 : 2.5} className="fill-accent" />
        )}
        {ending && index === lastDrawn && (
          <text x={x} y={point.y} dx="8" dy="0.35em" data-ending className="fill-ink font-semibold">
            {ending}
          </text>
        )}
        {point.label && (
          <text x={x} y={plotFloor + 20} textAnchor={anchor(index)} className="fill-ink-3">
            {point.label}
          </text>
        )}
      </g>
    );
  });
}

type MarkProps = { x: string; text: string; place: MarkPlace | undefined };

function Mark({ x, text, place }: MarkProps) {
  return (
    <>
      <line x1={x} x2={x} y1={plot.top} y2={plotFloor} strokeDasharray="3 3" className="stroke-ink-3" />
      {place && (
        <text
          x={x}
          dx={place.atEnd ? -4 : 4}
          y={10 + place.row * 18}
          textAnchor={place.atEnd ? "end" : "start"}
          className="fill-ink-2"
        >
          {text}
        </text>
      )}
    </>
  );
}

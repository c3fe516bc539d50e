"use client";

import { useId } from "react";
import { htmlText } from "@/lib/domain/html-text";
import type { StatusCode } from "@/lib/domain/published";
import { markPlaces } from "./mark-places";
import type { MixDrawing } from "./mix-drawing";
import { type Packed, unpack } from "./packed";
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
export function MixPlot({ drawing: packed }: { drawing: Packed<MixDrawing> }) {
  const columns = unpack(packed);
  const hatch = useId();
  const drawing = columns.map((column) => columnDrawing(column, hatch)).join("") + marksDrawing(columns);
  return (
    <svg width="100%" height={plot.height} aria-hidden="true" className="block">
      <defs>
        <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line y2="5" strokeWidth="1.5" className="stroke-paper/60" />
        </pattern>
      </defs>
      <g
        // biome-ignore lint/security/noDangerouslySetInnerHtml: of texts it has labels and events alone, as `htmlText`
        dangerouslySetInnerHTML={{ __html: drawing }}
      />
    </svg>
  );
}

/** A line for each event, and its text above the columns where there is room. */
function marksDrawing(columns: MixDrawing): string {
  const marks = columns.flatMap(({ mark }) => (mark ? [{ x: mark.x, mark: mark.text }] : []));
  const places = markPlaces(marks);
  return marks
    .map(({ x, mark }, index) => {
      const line = `<line x1="${x}%" x2="${x}%" y1="0" y2="${plotFloor}" stroke-dasharray="3 3" class="stroke-ink-3"></line>`;
      const place = places[index];
      if (place?.row !== 0) return line;
      const side = place.atEnd ? 'dx="-4" text-anchor="end"' : 'dx="4"';
      return `${line}<text x="${x}%" y="10" ${side} class="fill-ink-2">${htmlText(mark)}</text>`;
    })
    .join("");
}

/** A column as text: element by element, the boxes of a year of cycles take ten times as long to render. */
function columnDrawing({ label, x, width, middle, boxes }: MixDrawing[number], hatch: string): string {
  const drawn = boxes.map(([status, y, height]) => {
    const box = `<rect x="${x}%" y="${y}" width="${width}%" height="${height}" rx="1.5"`;
    const pattern = status === "strained" ? `${box} fill="url(#${hatch})"></rect>` : "";
    return `${box} class="${fills[status]}"></rect>${pattern}`;
  });
  const below =
    label === undefined
      ? ""
      : `<text x="${middle}%" y="${plotFloor + 20}" text-anchor="middle" class="fill-ink-3">${htmlText(label)}</text>`;
  return `<g>${drawn.join("")}${below}</g>`;
}

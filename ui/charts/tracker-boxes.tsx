"use client";

import { type PublishedStatus, statusGlyph, statusLetters } from "@/lib/domain/status";

const boxes: Record<PublishedStatus, string> = {
  multiplying: "bg-multiplying text-paper",
  steady: "bg-steady-soft text-steady",
  strained: "bg-strained text-paper",
  diverging: "bg-diverging text-paper",
  "not-enough-data": "ring-1 ring-nodata ring-inset text-ink-3",
  incomplete: "text-ink-3",
};

/** Status and reason of a cycle; a status of `null` where the duo has no row. */
export type TrackerBox = readonly [status: PublishedStatus | null, reason?: string | null];

/** A client component, so that a page of duos carries states and not the markup of every box twice. */
export function TrackerBoxes({ states }: { states: readonly TrackerBox[] }) {
  return (
    <span aria-hidden="true" className="tracker">
      {states.map(([status, reason], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a box is its place in time
        <i key={index} className={status ? boxes[status] : "hatch"}>
          {status && `${statusGlyph(status, reason)}\n${statusLetters[status]}`}
        </i>
      ))}
    </span>
  );
}

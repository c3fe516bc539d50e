import { stack, stackOffsetExpand } from "d3-shape";
import { type StatusCode, statusCodes } from "@/lib/domain/published";
import type { EventMark } from "./event-mark";
import { bandScale, isLabelled, lineBefore, rounded, verticalScale } from "./geometry";
import { drawnMark } from "./mark-places";

/** A column; its event happened before it. */
export type MixCycle = Partial<EventMark> & {
  /** Short, for the axis: "Oct". */
  label: string;
  /** In full, for the table: "October 2026". */
  name: string;
  /** Counted duos in each state; `null` where the cycle's mix is hidden. */
  counts: Readonly<Record<StatusCode, number>> | null;
  /** "111 of 120". */
  counted?: string;
};

export type Slice = { status: StatusCode; from: number; to: number };

const shares = stack<unknown, NonNullable<MixCycle["counts"]>, StatusCode>()
  .keys(statusCodes)
  .offset(stackOffsetExpand);

/** Cumulative shares from 0 to 1, from the bottom up, empty states left out. */
export function slices({ counts }: MixCycle): Slice[] {
  if (!counts) return [];
  return shares([counts]).flatMap(({ key: status, 0: [from, to] = [0, 0] }) =>
    to > from ? [{ status, from, to }] : [],
  );
}

type MixBox = readonly [status: StatusCode, y: number, height: number];

/** Columns in coordinates: percent across, pixels down from the top of the drawing. */
export type MixDrawing = readonly {
  label?: string;
  x: number;
  width: number;
  middle: number;
  boxes: readonly MixBox[];
  /** The line before the column, and its text. */
  mark?: { x: number; text: string };
}[];

/** A column for each cycle, its states stacked with a line of ground between them. */
export function mixDrawing(cycles: readonly MixCycle[]): MixDrawing {
  const [band, y] = [bandScale(cycles.length), verticalScale([0, 1])];
  return cycles.map((cycle, index) => {
    const { start, length, middle } = band(index);
    return {
      ...(isLabelled(index, cycles.length) && { label: cycle.label }),
      x: start,
      width: length,
      middle,
      boxes: slices(cycle).map(({ status, from, to }) => [
        status,
        y(to) + 1,
        Math.max(1, rounded(y(from) - y(to) - 2)),
      ]),
      ...(cycle.mark && {
        mark: {
          x: lineBefore({ start, length }),
          text: drawnMark({ mark: cycle.mark, short: cycle.short ?? "" }),
        },
      }),
    };
  });
}

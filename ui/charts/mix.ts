import { type StatusCode, statusCodes } from "@/lib/domain/published";

export type MixCycle = {
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

/** Cumulative shares from the bottom up, empty states left out. */
export function slices({ counts }: MixCycle): Slice[] {
  if (!counts) return [];
  const total = statusCodes.reduce((sum, code) => sum + counts[code], 0);
  let from = 0;
  return statusCodes.flatMap((status) => {
    const slice = { status, from, to: from + (total > 0 ? counts[status] / total : 0) };
    from = slice.to;
    return counts[status] > 0 ? [slice] : [];
  });
}

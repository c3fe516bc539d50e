import type { CalendarCycle, HistoryKind } from "@/db/queries/publication";
import { DomainError } from "../errors";

/** The cycles that results are computed from; the engine counts them from 1. */
export type History = {
  kind: HistoryKind;
  /** Oldest first, the cycle at hand last. Withdrawn ones keep their place in the calendar and have no figures. */
  cycles: readonly CalendarCycle[];
};

/** Ids of the cycles before the one at hand that are published and not withdrawn, oldest first. */
export const publishedBefore = (history: History): string[] =>
  history.cycles.flatMap((cycle) => (cycle.state === "published" ? [cycle.id] : []));

/**
 * The histories of a cycle: all cycles for the partners; for leaders, in `scoped`, the cycles since the last private
 * one, which is the same history as long as there never was one. Cycles are published in their order.
 */
export function historiesOf(calendar: readonly CalendarCycle[]): {
  all: History;
  leaders: History | undefined;
} {
  const earlier = calendar.slice(0, -1);
  if (earlier.some(({ state }) => state !== "published" && state !== "withdrawn")) {
    throw new DomainError("conflict");
  }
  const all: History = { kind: "all", cycles: calendar };
  if (calendar.at(-1)?.sharingMode !== "scoped") return { all, leaders: undefined };
  const lastPrivate = calendar.findLastIndex(({ sharingMode }) => sharingMode === "private");
  if (lastPrivate < 0) return { all, leaders: all };
  return { all, leaders: { kind: "scoped", cycles: calendar.slice(lastPrivate + 1) } };
}

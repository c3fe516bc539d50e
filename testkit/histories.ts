import type { DuoSeries } from "@/lib/engine/score-table";

type Values = readonly (number | null)[];

/** A duo's history for a test; MX1 is unanswered unless given. */
export function duo(
  duoId: string,
  ic: Values,
  manager: Values,
  icMx: Values = [],
  managerMx: Values = [],
): DuoSeries {
  return { duoId, ic, manager, icMx, managerMx };
}

/** The same score for every one of `cycles` cycles. */
export function constant(score: number | null, cycles: number): (number | null)[] {
  return Array.from({ length: cycles }, () => score);
}

/** `count` duos nobody in which ever changes. */
export function stableDuos(count: number, cycles: number): DuoSeries[] {
  return Array.from({ length: count }, (_, i) =>
    duo(`stable-${i}`, constant(55 + (i % 20), cycles), constant(60 + (i % 15), cycles)),
  );
}

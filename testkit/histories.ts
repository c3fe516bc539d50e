import type { DuoSeries } from "@/lib/engine/score-table";

type Values = readonly (number | null)[];

/** A duo's history for a test, in which the change scores are the person scores, without MX1 answers. */
export function duo(duoId: string, ic: Values, manager: Values): DuoSeries {
  return { duoId, ic, manager, icChange: ic, managerChange: manager, icMx: [], managerMx: [] };
}

/** The same score for every one of `cycles` cycles. */
export function constant(score: number | null, cycles: number): (number | null)[] {
  return Array.from({ length: cycles }, () => score);
}

/** Duos in which both partners give the same scores in every cycle. */
export function stableDuos(count: number, cycles: number): DuoSeries[] {
  return Array.from({ length: count }, (_, i) =>
    duo(`stable-${i}`, constant(55 + (i % 20), cycles), constant(60 + (i % 15), cycles)),
  );
}

import { type StatusCode, statusCodes } from "@/lib/domain/published";
import { type Figure, heatMeasures } from "@/lib/insights/figures";
import type { CycleFacts } from "@/lib/insights/frame";
import type { HeatUnit, PastCycle } from "@/lib/insights/overview";
import type { RangeReport } from "@/lib/insights/report";
import type { Difference } from "@/lib/insights/unit-differences";
import type { UnitStates } from "@/lib/insights/unit-states";

// What a report is made of, as its services give it: cycle n is that of month n of 2026.

export const cycleFacts = (
  number: number,
  sharingMode: CycleFacts["sharingMode"] = "scoped",
): CycleFacts => ({
  id: `cycle ${number}`,
  number,
  state: "published",
  opensOn: `2026-${String(number).padStart(2, "0")}-05`,
  publishedAt: new Date(Date.UTC(2026, number - 1, 28)),
  sharingMode,
  instrumentVersion: "1.0.0",
  instrumentBreak: false,
  withdrawnAt: null,
  withdrawnReason: null,
});
export const levelOf = (value: number, low: number | null = null, high: number | null = null): Figure => ({
  kind: "mean",
  value,
  low,
  high,
  masked: false,
  counted: 9,
  enrolled: 9,
});
export const statesOf = (
  counts: Partial<Record<StatusCode, number>>,
  [counted, enrolled]: readonly [number, number],
): UnitStates => ({
  hidden: undefined,
  counted,
  enrolled,
  watch: { kind: "none" },
  states: statusCodes.map((status) => ({ status, value: counts[status] ?? 0, band: null })),
});
export const pastCycle = (
  number: number,
  of: readonly [number, number],
  level: Figure = { kind: "none" },
): PastCycle => ({
  cycle: cycleFacts(number),
  states: statesOf({ multiplying: 2, diverging: 1 }, of),
  level,
});
export const heatUnit = (
  name: string,
  differences: Partial<Record<(typeof heatMeasures)[number], Difference>>,
): HeatUnit => ({
  id: name,
  name,
  depth: 0,
  counted: 9,
  enrolled: 9,
  figures: heatMeasures.map((measure) =>
    measure === "level" || measure === "dimension:TRUST"
      ? levelOf(60)
      : { kind: "bands", bands: { low: 1, middle: 1, high: 7 }, counted: 9, enrolled: 9 },
  ),
  differences: heatMeasures.map((measure) => differences[measure] ?? null),
  isCompared: true,
});

const root = { id: "root", parentId: null, name: "Company", label: "Company", lineage: ["root"] };

/** A report on these cycles; whatever else is not told has nothing to say. */
export function reportOn(cycles: readonly PastCycle[], more: Partial<RangeReport> = {}): RangeReport {
  const facts = cycles.map((one) => one.cycle);
  return {
    kind: "range",
    frame: {
      filters: {},
      cycles: facts.toReversed(),
      cycle: facts.at(-1)!,
      previous: undefined,
      units: [root],
      unit: root,
    },
    range: { cycles: facts, withdrawn: [] },
    past: cycles,
    reorganized: new Set(),
    changes: { steps: 0, compared: 0, moves: [], recoveries: [] },
    units: [],
    kinds: undefined,
    actions: { duos: 0, kinds: [], promised: true },
    followUp: undefined,
    ...more,
  };
}
export const threeCycles = [
  pastCycle(1, [9, 10], levelOf(62, 58, 66)),
  pastCycle(2, [5, 10]),
  pastCycle(3, [10, 10], levelOf(64.2, 60, 68)),
];

import type { SharingMode } from "../domain/cycles";
import {
  type AgreementBand,
  type CellMeasure,
  dimensionCodes,
  type LevelBand,
  type SharedDimensionCode,
  type StatusCode,
  type UnitVerdict,
} from "../domain/published";
import type { HiddenReason } from "../publication/mask";
import type { MaskedCell } from "../publication/masked-cell";
import { levelFigure, type RowCounts, rowsWithBand } from "../publication/row-figures";
import type { ShareBand } from "../publication/share-band";

/**
 * Why a figure is missing. `not-offered`: it is not broken down by what duos are there. `not-readable`: this reader could
 * solve it with what else they know. `not-begun`: in this cycle no duo can have it yet.
 */
export type HiddenWhy = HiddenReason | "not-offered" | "not-readable" | "not-begun";

/** A published masked figure of a cycle as read, for all kinds of pairs or the one that was asked for. */
export type CellRow = Omit<MaskedCell, "pairType" | "unsafeFor"> & { readonly cycleId: string };

/** A unit's figure of one measure in one cycle: the same on screens and in files. */
export type Figure =
  | { readonly kind: "hidden"; readonly why: HiddenWhy }
  /** Readable, but no duo has the measure. */
  | { readonly kind: "none" }
  | MeanFigure
  | BandsFigure
  /** Duos with a state or an agreement band, of those counted. */
  | ({ readonly kind: "count"; readonly value: number } & Of)
  /** In what band the share of the counted duos lies. */
  | ({ readonly kind: "share"; readonly band: ShareBand } & Of)
  | ({ readonly kind: "percent"; readonly value: number } & Of);

/** Duos that a figure counts, and those enrolled in the unit. */
type Of = { readonly counted: number; readonly enrolled: number };

/** Points from 0 to 100 with a 95% interval, where there is one. */
export type MeanFigure = {
  readonly kind: "mean";
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  /** A masked mean: coarse, and 10 and 90 mean "or less" and "or more". */
  readonly masked: boolean;
} & Of;

/** Duos by band of a dimension, of those with a band. */
export type BandsFigure = {
  readonly kind: "bands";
  readonly bands: Readonly<Record<LevelBand, number>>;
} & Of;

/** A measure that duos with some attributes alone do not have. */
export const isNotOffered = (figure: Figure): boolean =>
  figure.kind === "hidden" && figure.why === "not-offered";

/** Why every one of some figures is hidden, where that is the same for all of them. */
export function hiddenAlike(figures: readonly Figure[]): HiddenWhy | undefined {
  const [first, ...others] = figures;
  if (first?.kind !== "hidden") return undefined;
  return others.every((one) => one.kind === "hidden" && one.why === first.why) ? first.why : undefined;
}

/** A cycle as figures need it: in `scoped` they come from duo rows, in `private` from masked cells. */
export type FigureCycle = { readonly id: string; readonly sharingMode: SharingMode };

/** What was read of some units in some cycles, for all duos or those with some attributes. */
export type Reading = {
  /** Undefined where the unit has no row. */
  readonly counts: (unitId: string, cycleId: string) => RowCounts | undefined;
  readonly cell: (unitId: string, cycleId: string, measure: CellMeasure) => CellRow | undefined;
  /** Only duos with some attributes were read. */
  readonly isPart: boolean;
  /** Cycles in which trends have not begun: no duo can be on watch. */
  readonly early: ReadonlySet<string>;
};

/** Makes a reading of rows as the queries give them. */
export function readingOf({
  counts,
  cells,
  isPart,
  early = [],
}: {
  counts: readonly { readonly unitId: string; readonly cycleId: string; readonly counts: RowCounts }[];
  cells: readonly CellRow[];
  isPart: boolean;
  early?: readonly string[];
}): Reading {
  const key = (...parts: string[]) => parts.join(" ");
  const countsOf = new Map(counts.map((row) => [key(row.unitId, row.cycleId), row.counts]));
  const cellOf = new Map(cells.map((cell) => [key(cell.unitId, cell.cycleId, cell.measure), cell]));
  return {
    counts: (unitId, cycleId) => countsOf.get(key(unitId, cycleId)),
    cell: (unitId, cycleId, measure) => cellOf.get(key(unitId, cycleId, measure)),
    isPart,
    early: new Set(early),
  };
}

const masked = new Set<CellMeasure>(["dimension:TRUST", "watch", "kept"]);

/** Whether a measure is a masked cell in the mode; what is not is counted from rows. */
export function isMasked(measure: CellMeasure, mode: SharingMode): boolean {
  return mode === "private" || masked.has(measure) || /^(verdict|own):/.test(measure);
}

/** A unit's figure of a measure; "verdict:…" are read by `verdictOf`. */
export function figureOf(
  reading: Reading,
  { unitId, cycle }: { unitId: string; cycle: FigureCycle },
  measure: CellMeasure,
): Figure {
  if (isMasked(measure, cycle.sharingMode)) return maskedFigure(reading, { unitId, cycle }, measure);
  const counts = reading.counts(unitId, cycle.id);
  return counts ? countedFigure(counts, measure) : { kind: "none" };
}

/** A unit beside the company; null where there is no comparison, or none that the reader may have. */
export function verdictOf(
  reading: Reading,
  { unitId, cycle }: { unitId: string; cycle: FigureCycle },
  measure: CellMeasure,
): UnitVerdict | null {
  return reading.cell(unitId, cycle.id, `verdict:${measure}` as CellMeasure)?.verdict ?? null;
}

function countedFigure(counts: RowCounts, measure: CellMeasure): Figure {
  const { enrolled, complete } = counts;
  const [kind, code] = measure.split(":") as [string, string | undefined];
  switch (kind) {
    case "level": {
      const level = levelFigure(counts.levels);
      if (!level) return { kind: "none" };
      const { mean, low, high, duos } = level;
      return { kind: "mean", value: mean, low, high, masked: false, counted: duos, enrolled };
    }
    case "dimension": {
      const bands = counts.dimensions[code as SharedDimensionCode];
      const counted = rowsWithBand(bands);
      return counted === 0 ? { kind: "none" } : { kind: "bands", bands, counted, enrolled };
    }
    case "agreement": {
      const counted = Object.values(counts.agreement).reduce((sum, count) => sum + count, 0);
      return { kind: "count", value: counts.agreement[code as AgreementBand], counted, enrolled };
    }
    case "status":
      return { kind: "count", value: counts.states[code as StatusCode], counted: complete, enrolled };
    case "participation":
      return code ? { kind: "none" } : percentOf(complete, enrolled);
    default:
      return { kind: "none" };
  }
}

function maskedFigure(
  reading: Reading,
  { unitId, cycle }: { unitId: string; cycle: FigureCycle },
  measure: CellMeasure,
): Figure {
  // n of N stands beside every state, and a participation is no more than that.
  const cell = reading.cell(unitId, cycle.id, measure === "participation" ? "status:steady" : measure);
  const why = hiddenWhy(cell, reading.isPart);
  if (cell?.visible === false && why !== "no-duos" && measure === "watch" && reading.early.has(cycle.id)) {
    return { kind: "hidden", why: "not-begun" };
  }
  if (!cell || why) return { kind: "hidden", why: why ?? "too-few" };
  const of = { counted: cell.counted ?? 0, enrolled: cell.enrolled ?? 0 };
  if (measure === "participation") return percentOf(of.counted, of.enrolled);
  if (cell.band) return { kind: "share", band: cell.band, ...of };
  if (cell.value === null) return { kind: "none" };
  return { kind: "mean", value: cell.value, low: cell.low, high: cell.high, masked: true, ...of };
}

function percentOf(counted: number, enrolled: number): Figure {
  return { kind: "percent", value: (100 * counted) / enrolled, counted, enrolled };
}

/** Why a cell shows nothing; undefined for one that does. */
function hiddenWhy(cell: CellRow | undefined, isPart: boolean): HiddenWhy | undefined {
  // A whole unit has a cell of every masked measure: what is missing may not be read.
  if (!cell) return isPart ? "not-offered" : "not-readable";
  return cell.visible ? undefined : (cell.hiddenReason ?? "too-few");
}

/** The columns of a unit heatmap. */
export const heatMeasures = [
  "level",
  ...dimensionCodes.map((code) => `dimension:${code}` as const),
] as const satisfies readonly CellMeasure[];
export type HeatMeasure = (typeof heatMeasures)[number];

/** The measures that compare with the company, for each of the heatmap's. */
export const heatVerdicts = heatMeasures.map((measure) => `verdict:${measure}` as const);

import type { SharingMode } from "../domain/cycles";
import type { PairType } from "../domain/pair-types";
import {
  type AgreementBand,
  agreementBands,
  type CellMeasure,
  dimensionCodes,
  type StatusCode,
  statusCodes,
} from "../domain/published";
import { firstTrendCycle } from "../engine/onset";
import { optionLetters } from "../instrument/custom-questions";
import type { CustomFigure } from "./custom-answers";
import type { EnrolledDuo, MeasureKind } from "./safe";

/** An enrolled duo of the cycle as masked cells see it. Incomplete duos have none of the figures. */
export type MaskedDuo = Omit<EnrolledDuo, "counted"> & {
  readonly pairType: PairType;
  readonly icFinal: boolean;
  readonly managerFinal: boolean;
  readonly status: StatusCode | null;
  /** The engine's estimate, 0 to 100, where the duo's row shows a level. */
  readonly level: number | null;
  readonly agreement: AgreementBand | null;
  /** Nine dimensions of this cycle in the instrument's order, the mean of both partners over all items. */
  readonly dimensions: readonly (number | null)[];
  /** Its row leaves open whether it is on watch: see `mayBeOnWatch`. */
  readonly mayBeWatched: boolean;
  readonly watched: boolean;
};

/** Measures that count the same duos, and so are hidden and shown together. */
export type Family = {
  readonly kind: MeasureKind;
  /** Unit figures to the nearest 5 points and nothing else: no interval, no kinds of pairs, no comparison. */
  readonly unitsOnly?: true;
  readonly has: (duo: MaskedDuo) => boolean;
  /**
   * 0 to 100 for a mean; for a share 0 or 1, ½ of a duo of which one partner's answer counts, or what part of its
   * commitments a duo kept; asked of counted duos only.
   */
  readonly measures: readonly {
    readonly measure: CellMeasure;
    readonly valueFor: (duo: MaskedDuo) => number;
  }[];
};

const isComplete = (duo: MaskedDuo) => duo.icFinal && duo.managerFinal;

/** What complete duos said beside the survey's items: masked in both modes. */
export type BesideItems = {
  /** The organization's own questions of the class `aggregate`. */
  readonly custom?: readonly CustomFigure[];
  /** By duo the share of its due commitments that it kept, 0 to 1; absent where the cycle's promise does not name it. */
  readonly kept?: ReadonlyMap<string, number>;
};

/**
 * What is masked: in `scoped` that which is not counted from readable rows, in `private` every unit figure; in both the
 * organization's own questions whose answers are aggregate only, and the share of kept commitments.
 */
export function familiesOf(sharingMode: SharingMode, { custom = [], kept }: BesideItems = {}): Family[] {
  return [...standardFamilies(sharingMode), ...custom.map(customFamily), ...(kept ? [keptFamily(kept)] : [])];
}

/** Each duo is one value, whatever number of commitments it made: see docs/decisions/0033. */
function keptFamily(kept: ReadonlyMap<string, number>): Family {
  return {
    kind: "share",
    has: (duo) => isComplete(duo) && kept.has(duo.duoId),
    measures: [{ measure: "kept", valueFor: (duo) => kept.get(duo.duoId)! }],
  };
}

function standardFamilies(sharingMode: SharingMode): Family[] {
  const dimensions = dimensionCodes.map((code, index) =>
    mean(`dimension:${code}`, (duo) => duo.dimensions[index] ?? null),
  );
  const watch: Family = {
    kind: "share",
    has: (duo) => isComplete(duo) && duo.mayBeWatched,
    measures: [is("watch", (duo) => duo.watched)],
  };
  if (sharingMode === "scoped") return [dimensions[dimensionCodes.indexOf("TRUST")]!, watch];
  return [
    mean("level", (duo) => duo.level),
    ...dimensions,
    {
      kind: "share",
      has: isComplete,
      measures: statusCodes.map((code) => is(`status:${code}`, (duo) => duo.status === code)),
    },
    {
      kind: "share",
      has: (duo) => isComplete(duo) && duo.agreement !== null,
      measures: agreementBands.map((band) => is(`agreement:${band}`, (duo) => duo.agreement === band)),
    },
    watch,
  ];
}

/** A scale's mean of both partners, 0 to 100; a choice's share of each option, in which each partner is a half. */
function customFamily({ slot, kind, options, chosen }: CustomFigure): Family {
  const has = (duo: MaskedDuo) => isComplete(duo) && chosen.has(duo.duoId);
  const of = (duo: MaskedDuo, ofAnswer: (place: number) => number) => {
    const [ic, manager] = chosen.get(duo.duoId)!;
    return (ofAnswer(ic) + ofAnswer(manager)) / 2;
  };
  if (kind === "scale") {
    const inPoints = (place: number) => (100 * place) / (options - 1);
    return {
      kind: "mean",
      unitsOnly: true,
      has,
      measures: [{ measure: `own:${slot}`, valueFor: (duo) => of(duo, inPoints) }],
    };
  }
  return {
    kind: "share",
    unitsOnly: true,
    has,
    measures: Array.from({ length: options }, (_, option) => ({
      measure: `own:${slot}:${optionLetters[option]!}` as CellMeasure,
      valueFor: (duo: MaskedDuo) => of(duo, (place) => Number(place === option)),
    })),
  };
}

function mean(measure: CellMeasure, valueFor: (duo: MaskedDuo) => number | null): Family {
  return {
    kind: "mean",
    has: (duo) => isComplete(duo) && valueFor(duo) !== null,
    measures: [{ measure, valueFor: (duo) => valueFor(duo)! }],
  };
}

function is(measure: CellMeasure, isOne: (duo: MaskedDuo) => boolean): Family["measures"][number] {
  return { measure, valueFor: (duo) => Number(isOne(duo)) };
}

/**
 * Whether a duo's row leaves open that it is on watch (docs/measurement.md 3.3, "Watch"): complete, with enough data,
 * not diverging by both families already, and enrolled long enough for a trend test. Duos of which a reader of the rows
 * knows that they cannot be on watch are not counted, or fewer than five others could be behind a figure.
 * @param cycles calendar cycles of the history in which the duo was enrolled, this one included
 */
export function mayBeOnWatch(
  { complete, status, reason }: { complete: boolean; status: StatusCode | null; reason: string },
  cycles: number,
): boolean {
  if (!complete || status === "not-enough-data" || cycles < firstTrendCycle) return false;
  return status !== "diverging" || reason !== "both";
}

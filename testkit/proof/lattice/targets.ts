import type { SharingMode } from "@/lib/domain/cycles";
import { agreementBands, type CellMeasure, dimensionCodes, statusCodes } from "@/lib/domain/published";
import type { MaskedDuo } from "@/lib/publication/measure-families";
import { duoValues, inSteps, STEP } from "./duo-values";
import type { Scene } from "./scene";

/** A measure's mean under attack: who is counted, the truth in steps, and what rows leave possible of it. */
export type MeanTarget = {
  readonly measure: CellMeasure;
  readonly duos: readonly MaskedDuo[];
  readonly values: readonly number[];
  readonly domains: readonly (readonly number[])[];
};

/** A count of states under attack; its cells are found under one of its measures. */
export type ShareTarget = {
  readonly measure: CellMeasure;
  readonly codes: readonly string[];
  readonly duos: readonly MaskedDuo[];
  readonly states: readonly string[];
};

const isComplete = (duo: MaskedDuo) => duo.icFinal && duo.managerFinal;
/** Levels have no steps of their own: they are attacked as if they did. */
const levelDomain = Array.from({ length: 49 }, (_, step) => step);

/** Every masked mean of a cycle. In `private` rows are not readable and leave everything possible. */
export function meanTargets({ masked, trustDomain }: Scene, mode: SharingMode): MeanTarget[] {
  const dimensions = dimensionCodes.map((code, index) => {
    const duos = masked.filter((duo) => isComplete(duo) && (duo.dimensions[index] ?? null) !== null);
    const values = duos.map((duo) => inSteps(duo.dimensions[index]!));
    const domains = duos.map((duo, position) => {
      if (mode === "private" || code !== "TRUST" || !trustDomain) return duoValues.get(code)!;
      const possible = trustDomain(duo.duoId);
      // "Can't say" makes the bounds too narrow for a few: nobody can rely on them there.
      return possible.includes(values[position]!) ? possible : duoValues.get(code)!;
    });
    return { measure: `dimension:${code}` as const, duos, values, domains };
  });
  if (mode === "scoped") return dimensions.filter(({ measure }) => measure === "dimension:TRUST");
  const duos = masked.filter((duo) => isComplete(duo) && duo.level !== null);
  const values = duos.map((duo) => Math.round(duo.level! / STEP));
  return [...dimensions, { measure: "level", duos, values, domains: duos.map(() => levelDomain) }];
}

/** Every masked count of states of a cycle. */
export function shareTargets({ masked }: Scene, mode: SharingMode): ShareTarget[] {
  const watched = masked.filter((duo) => isComplete(duo) && duo.mayBeWatched);
  const watch: ShareTarget = {
    measure: "watch",
    codes: ["watched", "not"],
    duos: watched,
    states: watched.map((duo) => (duo.watched ? "watched" : "not")),
  };
  if (mode === "scoped") return [watch];
  const complete = masked.filter(isComplete);
  const agreeing = complete.filter((duo) => duo.agreement !== null);
  return [
    watch,
    {
      measure: "status:steady",
      codes: statusCodes,
      duos: complete,
      states: complete.map((duo) => duo.status!),
    },
    {
      measure: "agreement:some",
      codes: agreementBands,
      duos: agreeing,
      states: agreeing.map((duo) => duo.agreement!),
    },
  ];
}

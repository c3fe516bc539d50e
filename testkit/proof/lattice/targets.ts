import type { SharingMode } from "@/lib/domain/cycles";
import { agreementBands, type CellMeasure, dimensionCodes, statusCodes } from "@/lib/domain/published";
import { optionLetters } from "@/lib/instrument/custom-questions";
import type { CustomFigure } from "@/lib/publication/custom-answers";
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
  /**
   * By position; of an organization's own choice each duo twice, once for each partner's answer, and of kept commitments
   * six times, once for each sixth of its value.
   */
  readonly duos: readonly MaskedDuo[];
  readonly states: readonly string[];
};

const isComplete = (duo: MaskedDuo) => duo.icFinal && duo.managerFinal;
/** Levels have no steps of their own: they are attacked as if they did. */
const levelDomain = Array.from({ length: 49 }, (_, step) => step);

/** Every masked mean of a cycle. In `private` rows are not readable and leave everything possible. */
export function meanTargets(scene: Scene, mode: SharingMode): MeanTarget[] {
  const { masked, trustDomain } = scene;
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
  const custom = customScales(scene);
  if (mode === "scoped")
    return [...dimensions.filter(({ measure }) => measure === "dimension:TRUST"), ...custom];
  const duos = masked.filter((duo) => isComplete(duo) && duo.level !== null);
  const values = duos.map((duo) => Math.round(duo.level! / STEP));
  return [...dimensions, ...custom, { measure: "level", duos, values, domains: duos.map(() => levelDomain) }];
}

/** Every masked count of states of a cycle. */
export function shareTargets(scene: Scene, mode: SharingMode): ShareTarget[] {
  const { masked } = scene;
  const watched = masked.filter((duo) => isComplete(duo) && duo.mayBeWatched);
  const watch: ShareTarget = {
    measure: "watch",
    codes: ["watched", "not"],
    duos: watched,
    states: watched.map((duo) => (duo.watched ? "watched" : "not")),
  };
  const custom = customChoices(scene);
  const kept = keptCommitments(scene);
  if (mode === "scoped") return [watch, ...custom, kept];
  const complete = masked.filter(isComplete);
  const agreeing = complete.filter((duo) => duo.agreement !== null);
  return [
    watch,
    ...custom,
    kept,
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

/** Twelve steps between two answers of one partner, half of them between two values of a duo. */
const STEPS_OF_AN_ANSWER = 12;

/** The organization's own scales: both partners' answers, of which rows say nothing. */
function customScales({ masked, custom }: Scene): MeanTarget[] {
  return custom
    .filter(({ kind }) => kind === "scale")
    .map(({ slot, options, chosen }) => {
      const duos = answering(masked, chosen);
      const half = STEPS_OF_AN_ANSWER / 2;
      const domain = Array.from({ length: 2 * options - 1 }, (_, sum) => half * sum);
      return {
        measure: `own:${slot}` as const,
        duos,
        values: duos.map(({ duoId }) => half * (chosen.get(duoId)![0] + chosen.get(duoId)![1])),
        domains: duos.map(() => domain),
      };
    });
}

/** The organization's own choices, each partner's answer for itself. */
export function customChoices({ masked, custom }: Scene): ShareTarget[] {
  return custom
    .filter(({ kind }) => kind === "choice")
    .map(({ slot, options, chosen }) => {
      const codes = [...optionLetters.slice(0, options)];
      const duos = answering(masked, chosen);
      return {
        measure: `own:${slot}:a` as const,
        codes,
        duos: duos.flatMap((duo) => [duo, duo]),
        states: duos.flatMap(({ duoId }) => chosen.get(duoId)!.map((place) => codes[place]!)),
      };
    });
}

const answering = (masked: readonly MaskedDuo[], chosen: CustomFigure["chosen"]) =>
  masked.filter((duo) => isComplete(duo) && chosen.has(duo.duoId));

/** Values of a duo with one, two or three commitments are sixths. */
const SIXTHS = 6;

/** The share of kept commitments, each duo as six parts of which it kept some. */
export function keptCommitments({ masked, kept }: Pick<Scene, "masked" | "kept">): ShareTarget {
  const duos = masked.filter((duo) => isComplete(duo) && kept.has(duo.duoId));
  const partsOf = (duo: MaskedDuo) => {
    const whole = Math.round(SIXTHS * kept.get(duo.duoId)!);
    return Array.from({ length: SIXTHS }, (_, part) => (part < whole ? "kept" : "not"));
  };
  return {
    measure: "kept",
    codes: ["kept", "not"],
    duos: duos.flatMap((duo) => Array.from({ length: SIXTHS }, () => duo)),
    states: duos.flatMap(partsOf),
  };
}

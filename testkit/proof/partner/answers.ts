import { dimensionCodes } from "@/lib/domain/published";
import type { Answers } from "@/lib/instrument/answers";
import { answerClass } from "@/lib/instrument/confidentiality";
import { instrument, optionsOf } from "@/lib/instrument/instrument";
import { itemScore } from "@/lib/scoring/item-score";
import { DIMENSIONS_NEEDED } from "@/lib/scoring/person";

const scored = instrument.items.filter((item) => item.in_person_score);
const hiddenCodes = new Set(scored.filter((item) => answerClass(item) !== "S").map(({ code }) => code));

/** One answer that a hidden item may have, or none, and what it adds to its dimension in steps of 25 points. */
type Option = { readonly answer: number | "missing"; readonly step: number };

/** An item that partners never see of each other. */
export type HiddenItem = {
  readonly code: string;
  /** 1 beside a shared answer of its dimension, 2 alone. */
  readonly weight: number;
  readonly options: readonly Option[];
  readonly truth: Option;
};

/** One person's score of a cycle as their partner sees it: a known part, and hidden answers that add to it. */
export type OpenScore = {
  /** Points of the score that follow from answers both have seen. */
  readonly known: number;
  /** Points of the score that one unit, half a step of 25 in a dimension, adds. */
  readonly unit: number;
  readonly items: readonly HiddenItem[];
  /** The sums that the hidden answers can have, in units, ascending. */
  readonly sums: readonly number[];
  readonly truth: number;
};

/**
 * Splits a person score into what the partner knows and what stays hidden. Beside a shared answer a hidden one may be
 * missing, which nobody tells; a dimension of hidden answers alone is taken to be known to exist.
 * @returns undefined without a valid score
 */
export function openScore(answers: Answers): OpenScore | undefined {
  const items: HiddenItem[] = [];
  let [known, dimensions] = [0, 0];
  for (const code of dimensionCodes) {
    const ofDimension = scored.filter(({ dimension }) => dimension === code);
    const shared = ofDimension
      .filter(({ code }) => !hiddenCodes.has(code))
      .map((item) => stepOf(item, answers));
    const seen = shared.filter((step) => step !== undefined);
    const hidden = ofDimension.find(({ code }) => hiddenCodes.has(code));
    const own = hidden && stepOf(hidden, answers);
    if (2 * (seen.length + (own === undefined ? 0 : 1)) < ofDimension.length) continue;
    dimensions++;
    const mean = seen.reduce((sum, step) => sum + step, 0) / Math.max(1, seen.length);
    if (!hidden) known += 25 * mean;
    else if (seen.length === 0) items.push(toItem(hidden, own!));
    else {
      known += 12.5 * mean;
      items.push(toItem(hidden, own, mean));
    }
  }
  if (dimensions < DIMENSIONS_NEEDED) return undefined;
  return {
    known: known / dimensions,
    unit: 12.5 / dimensions,
    items,
    sums: sumsOf(items),
    truth: items.reduce((sum, { weight, truth }) => sum + weight * truth.step, 0),
  };
}

type Item = (typeof scored)[number];

function stepOf(item: Item, answers: Answers): number | undefined {
  const score = itemScore(item, answers[item.code]);
  return score === undefined ? undefined : score / 25;
}

/** @param beside the shared answer's step; a dimension without the hidden one has that alone */
function toItem(item: Item, own: number | undefined, beside?: number): HiddenItem {
  const steps =
    item.direction === "mapped"
      ? optionsOf(item).flatMap(({ score }) => (score === undefined ? [] : [score / 25]))
      : [0, 1, 2, 3, 4];
  const given = steps.map((step): Option => ({ answer: step, step }));
  if (beside === undefined) return { code: item.code, weight: 2, options: given, truth: toOption(own!) };
  const missing: Option = { answer: "missing", step: beside };
  const truth = own === undefined ? missing : toOption(own);
  return { code: item.code, weight: 1, options: [...given, missing], truth };
}

const toOption = (step: number): Option => ({ answer: step, step });

/** All sums that some hidden answers can have. */
function sumsOf(items: readonly HiddenItem[]): number[] {
  let sums = new Set([0]);
  for (const { weight, options } of items) {
    sums = new Set([...sums].flatMap((sum) => options.map(({ step }) => sum + weight * step)));
  }
  return [...sums].sort((a, b) => a - b);
}

/** The answers that each hidden item can still have when their sum is one of these. */
export function possibleAnswers(items: readonly HiddenItem[], sums: ReadonlySet<number>): Option[][] {
  return items.map((item) => {
    const others = sumsOf(items.filter((other) => other !== item));
    return item.options.filter(({ step }) => others.some((rest) => sums.has(rest + item.weight * step)));
  });
}

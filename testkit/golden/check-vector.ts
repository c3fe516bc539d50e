import { z } from "zod";
import { checkAllocationDivergence } from "./checks/allocation-divergence";
import { checkBenjaminiHochberg } from "./checks/benjamini-hochberg";
import { checkChangeScore } from "./checks/change-score";
import { checkCronbachAlpha } from "./checks/cronbach-alpha";
import { checkDyadAgreement } from "./checks/dyad-agreement";
import { checkEngine } from "./checks/engine";
import { checkKrippendorffAlpha } from "./checks/krippendorff-alpha";
import { checkMeanInterval } from "./checks/mean-interval";
import { checkNormal } from "./checks/normal";
import { checkRandomEffects } from "./checks/random-effects";
import { checkRelativeWeights } from "./checks/relative-weights";
import { checkPerception, checkScoring } from "./checks/scoring";
import { checkVersionLinking } from "./checks/version-linking";
import { checkWilsonInterval } from "./checks/wilson-interval";
import { type Check, type Comparison, type Vector, vectorSchema } from "./compare";

/** Checks, each with the number that its vectors' ids begin with. A vector is tried with the checks in this order, so those
 * whose data have the most particular shape come first. */
const checks: readonly { readonly number: number; readonly check: Check }[] = [
  { number: 22, check: checkEngine },
  { number: 23, check: checkPerception },
  { number: 21, check: checkScoring },
  { number: 21, check: checkChangeScore },
  { number: 25, check: checkVersionLinking },
  { number: 12, check: checkKrippendorffAlpha },
  { number: 11, check: checkAllocationDivergence },
  { number: 14, check: checkRandomEffects },
  { number: 15, check: checkRelativeWeights },
  { number: 16, check: checkWilsonInterval },
  { number: 20, check: checkNormal },
  { number: 5, check: checkDyadAgreement },
  { number: 1, check: checkCronbachAlpha },
  { number: 10, check: checkBenjaminiHochberg },
  { number: 24, check: checkMeanInterval },
];

/** The result for one vector; `known` is false if no check fits its data. */
export type CheckedVector =
  | ({ readonly id: string; readonly known: true; readonly ok: boolean } & Comparison)
  | { readonly id: string; readonly known: false };

/**
 * Recomputes a reference vector and compares every expected value, with the vector's own tolerance. The first number in the
 * id says which statistic it is. If no check has that number, or the data do not fit it, the shape of the data decides.
 * Content of any other form is an unknown statistic and causes no error.
 */
export function checkVector(content: unknown): CheckedVector {
  const parsed = vectorSchema.safeParse(content);
  if (!parsed.success) return { id: "", known: false };
  const vector = parsed.data;
  const number = Number(vector.id.match(/\d+/)?.[0]);
  const candidates = [
    ...checks.filter((one) => one.number === number),
    ...checks.filter((one) => one.number !== number),
  ];
  for (const { check } of candidates) {
    const comparison = compareWith(check, vector);
    if (comparison) return { id: vector.id, known: true, ok: comparison.misses.length === 0, ...comparison };
  }
  return { id: vector.id, known: false };
}

function compareWith(check: Check, vector: Vector): Comparison | undefined {
  try {
    return check(vector);
  } catch (error) {
    if (error instanceof z.ZodError) return undefined;
    throw error;
  }
}

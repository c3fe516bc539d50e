import { normalCdf } from "@/lib/statistics/normal";
import { engineConstants, type TrendFamily } from "./constants";
import { changeShapes, type Fit, type Onset } from "./onset";
import { innerProduct, type Pair, quadraticForm } from "./pair";

/** A direction u in which both partners' scores move, per point of change. */
export const directions = {
  bothFall: { a: -1, b: -1 },
  icRises: { a: 0.5, b: -0.5 },
  managerRises: { a: -0.5, b: 0.5 },
  icFalls: { a: -1, b: 0 },
  managerFalls: { a: 0, b: -1 },
} as const satisfies Record<string, Pair>;

/** One of the changes that may have happened, and how much more likely it makes the scores than no change. */
export interface Hypothesis {
  readonly onset: number;
  readonly weight: number;
  readonly direction: Pair;
  readonly fit: Fit;
}

/** T_u and N_u of a fit in a direction. */
export function along(fit: Fit, direction: Pair): { support: number; information: number } {
  return {
    support: innerProduct(direction, fit.support),
    information: quadraticForm(fit.information, direction),
  };
}

/** R(u): the likelihood ratio of a change in this direction against no change, averaged over its sizes
 * (docs/measurement.md 3.2, "Likelihood"). */
export function likelihoodRatio(fit: Fit, direction: Pair): number {
  const { sizes, largestExponent } = engineConstants.likelihood;
  const { support, information } = along(fit, direction);
  const own = direction === directions.bothFall ? sizes.together : sizes.other;
  let sum = 0;
  for (const size of own) {
    sum += Math.exp(Math.min(largestExponent, size * support - (size ** 2 * information) / 2));
  }
  return sum / own.length;
}

/**
 * The hypotheses of a family at one onset, both shapes weighing one half each. The partners move apart with the higher
 * side rising: which one that is follows from the gap before, with probability π for the IC (docs/measurement.md 3.2,
 * "Away").
 * @param gapVariance V_G, in squared points
 */
export function hypothesesOf(family: TrendFamily, onset: Onset, gapVariance: number): Hypothesis[] {
  if (family === "declining") {
    return changeShapes.map((shape) => {
      const fit = onset.fits[shape];
      const direction = directions.bothFall;
      return { onset: onset.cycle, weight: likelihoodRatio(fit, direction) / 2, direction, fit };
    });
  }
  const { both, lowerAlone } = engineConstants.likelihood.apart;
  const lead = onset.gapBefore / Math.sqrt(gapVariance / onset.scoresBefore);
  const sides = [
    { probability: normalCdf(lead), direction: directions.icRises, lowerFalls: directions.managerFalls },
    // Φ(−z) keeps the digits that 1 − Φ(z) loses.
    { probability: normalCdf(-lead), direction: directions.managerRises, lowerFalls: directions.icFalls },
  ];
  return changeShapes.flatMap((shape) => {
    const fit = onset.fits[shape];
    return sides.map(({ probability, direction, lowerFalls }) => {
      const away = both * likelihoodRatio(fit, direction) + lowerAlone * likelihoodRatio(fit, lowerFalls);
      return { onset: onset.cycle, weight: (probability * away) / 2, direction, fit };
    });
  });
}

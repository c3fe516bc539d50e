import type { UnitVerdict } from "../domain/published";
import { unitMean } from "../organization/unit-mean";
import { fitUnitPrior } from "../organization/unit-prior";
import { inSubtrees, type UnitNode } from "./tree";

/**
 * Each unit beside the company (docs/measurement.md 4): "above" or "below" only where the probability exceeds .9. The
 * company's mean and variance are fitted to the groups and published nowhere. The root is the company itself and has
 * no verdict.
 * @param groups disjoint groups of values, 0 to 100, by unit; a unit's own mean covers the groups of its subtree
 * @returns by unit; empty where the groups do not allow a fit
 */
export function judgeUnits(groups: ReadonlyMap<UnitNode, readonly number[]>): Map<UnitNode, UnitVerdict> {
  const prior = fitUnitPrior([...groups.values()]);
  const verdicts = new Map<UnitNode, UnitVerdict>();
  if (!prior) return verdicts;
  for (const [unit, values] of inSubtrees(groups)) {
    const mean = unit.parent && unitMean(values, prior);
    if (mean) verdicts.set(unit, mean.verdict);
  }
  return verdicts;
}

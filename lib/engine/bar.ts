import { isSmallOrganization } from "@/lib/domain/organization-size";
import { type ByFamily, engineConstants, type TrendFamily } from "./constants";
import { type Evidence, isWide } from "./evidence";

/** Evidence that a change must reach in one cycle: to be called a change, and to be on watch. */
export interface Bars {
  /** Infinity if no duo's evidence is enough. */
  readonly change: ByFamily<number>;
  readonly watch: ByFamily<number>;
}

/**
 * The bars of one cycle, for each family by itself (docs/measurement.md 3.2, "Bar"): as in Benjamini & Hochberg (1995), the
 * more duos have strong evidence, the lower it is; fifty imaginary duos without change raise it where duos are few.
 * @param evidence that of all testable duos of the organization, undefined for the others
 * @param enrolled duos active when the cycle closes, answering or not
 */
export function findBars(evidence: readonly (Evidence | undefined)[], enrolled: number): Bars {
  const isSmall = isSmallOrganization(enrolled);
  const { floor, watch } = isSmall ? engineConstants.bar.small : engineConstants.bar;
  const testable = evidence.filter((one) => one !== undefined);
  const barOf = (family: TrendFamily) =>
    changeBar(
      Float64Array.from(testable, ({ ratio }) => ratio[family]),
      engineConstants.bar.share[family],
      floor[family],
    );
  return { change: { declining: barOf("declining"), apart: barOf("apart") }, watch };
}

function changeBar(ratios: Float64Array, share: number, floor: number): number {
  const total = share * (ratios.length + engineConstants.bar.pseudoDuos);
  const ascending = ratios.sort();
  for (let place = ratios.length; place >= 1; place--) {
    const there = ascending[ratios.length - place]!;
    if (there >= total / place) return Math.max(floor, total / place);
  }
  return Number.POSITIVE_INFINITY;
}

/** Whether a duo's evidence of a family reaches a bar; moving apart needs a wide gap too. */
export function reaches(evidence: Evidence, family: TrendFamily, bar: ByFamily<number>): boolean {
  return evidence.ratio[family] >= bar[family] && (family === "declining" || isWide(evidence));
}

import { isSmallOrganization } from "@/lib/domain/organization-size";
import { benjaminiHochberg } from "@/lib/statistics/benjamini-hochberg";
import { normalCdf } from "@/lib/statistics/normal";
import type { ChangePoint } from "./change-point";
import { engineConstants, type TrendFamily } from "./constants";

/** One family's test of a duo that has a valid split. */
export interface TrendTest {
  readonly z: number;
  /** First cycle (1-based) of the recent window of the strongest split. */
  readonly since: number;
  readonly p: number;
  /** Benjamini-Hochberg adjusted over all testable duos of the organization. */
  readonly q: number;
  /** Whether z, and for "apart" also |gap now|, is large enough for the flag to come on; q is not considered here. */
  readonly strong: boolean;
}

/** Both families' tests of a duo, and |gap now| in points. */
export interface DuoTrends extends Readonly<Record<TrendFamily, TrendTest>> {
  readonly gapNow: number;
}

/**
 * The tests of both families for every duo (docs/measurement.md 3.2, "p and q"; Benjamini & Hochberg 1995). Each family is
 * adjusted separately.
 * @param enrolled duos active when the cycle closes, answering or not: a small organization needs larger z
 * @returns undefined for a duo without a change-point
 */
export function testTrends(
  changePoints: readonly (ChangePoint | undefined)[],
  enrolled: number,
): (DuoTrends | undefined)[] {
  const { enter, enterSmall, minGapNow } = engineConstants.trend;
  const { looks } = engineConstants.changePoint;
  const threshold = isSmallOrganization(enrolled) ? enterSmall : enter;
  const pLevel = changePoints.map((point) => point && tailP(point.zLevel, looks.level));
  const pGap = changePoints.map((point) => point && tailP(point.zGap, looks.gap));
  const qLevel = benjaminiHochberg(pLevel);
  const qGap = benjaminiHochberg(pGap);
  return changePoints.map(
    (point, row) =>
      point && {
        declining: {
          z: point.zLevel,
          since: point.sinceLevel,
          p: pLevel[row]!,
          q: qLevel[row]!,
          strong: point.zLevel >= threshold.declining,
        },
        apart: {
          z: point.zGap,
          since: point.sinceGap,
          p: pGap[row]!,
          q: qGap[row]!,
          strong: point.zGap >= threshold.apart && point.gapNow >= minGapNow,
        },
        gapNow: point.gapNow,
      },
  );
}

/** One-sided p of a maximum over splits. 1 − Φ(z) would round to 0 for large z, Φ(−z) does not. */
function tailP(z: number, looks: number): number {
  return Math.min(1, looks * normalCdf(-z));
}

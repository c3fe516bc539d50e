import { mean } from "@/lib/statistics/mean";
import { randomEffects } from "@/lib/statistics/random-effects";

/** Model of a company's units, with which single units are shrunk; in points and squared points. */
export interface UnitPrior {
  readonly mu: number;
  readonly muSe: number;
  /** Variance between units. */
  readonly tau2: number;
  /** Variance of duo levels within a unit. */
  readonly within: number;
}

/**
 * Fits mean and variance between units by REML, or DL where that does not converge, from groups of duo levels (0 to 100)
 * that have no duo in common. For figures that leaders see, the groups are the visible residuals only (docs/measurement.md
 * 4). The sampling variance of a group is the variance within all groups, pooled, over the group's size, because the
 * variance of five duos alone is mostly chance.
 * @returns undefined below two groups, or where the duos of no group differ (by more than rounding)
 */
export function fitUnitPrior(groups: readonly (readonly number[])[]): UnitPrior | undefined {
  const filled = groups.filter((levels) => levels.length > 0);
  const means = filled.map((levels) => mean(levels) ?? 0);
  const duos = filled.reduce((sum, levels) => sum + levels.length, 0);
  const squares = filled.reduce(
    (sum, levels, group) => levels.reduce((total, level) => total + (level - means[group]!) ** 2, sum),
    0,
  );
  const within = squares / (duos - filled.length);
  const fitted = randomEffects(
    means,
    filled.map((levels) => within / levels.length),
  );
  return fitted && { mu: fitted.mu, muSe: fitted.muSe, tau2: fitted.tau2, within };
}

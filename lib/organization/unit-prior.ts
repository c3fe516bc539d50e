import { mean } from "@/lib/statistics/mean";
import { randomEffects } from "@/lib/statistics/random-effects";

/** What the units of a company have in common: the model that single units are shrunk with. Points and squared points. */
export interface UnitPrior {
  readonly mu: number;
  readonly muSe: number;
  /** Variance between units. */
  readonly tau2: number;
  /** Variance of duo levels within a unit. */
  readonly within: number;
}

/**
 * Mean and variance between units by REML (DL fallback) from disjoint groups of duo levels, 0–100: for figures that
 * leaders see, the visible residuals only (measurement specification 4). Sampling variances are the pooled variance
 * within groups over a group's size, because the own variance of five duos is mostly chance.
 * Undefined below two groups, or where duos do not differ within any group.
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

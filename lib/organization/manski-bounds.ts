import type { Interval } from "@/lib/statistics/interval";

/** Below this share of complete duos a mean is shown with its bounds. */
export const BOUNDS_BELOW_PARTICIPATION = 0.7;

/**
 * Manski's (1989) worst-case bounds of the mean over all enrolled duos: whoever is silent might be at either end of the
 * scale. No assumption about why they are silent.
 * @param levels of the duos that answered, 0–100
 * @param enrolled all duos, at least as many
 * Undefined when nobody is enrolled or more answered than are enrolled.
 */
export function manskiBounds(levels: readonly number[], enrolled: number): Interval | undefined {
  const silent = enrolled - levels.length;
  if (enrolled <= 0 || silent < 0) return undefined;
  const sum = levels.reduce((total, level) => total + level, 0);
  return { lower: sum / enrolled, upper: (sum + 100 * silent) / enrolled };
}

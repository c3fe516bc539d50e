import type { Random } from "@/lib/statistics/random";

/** A level as a row shows it: around 64, in steps of 5 (docs/measurement.md 3.3). */
export function drawLevel(random: Random): number {
  const sum = random() + random() + random() + random() - 2;
  return Math.min(100, Math.max(0, 5 * Math.round((64 + 25 * sum) / 5)));
}

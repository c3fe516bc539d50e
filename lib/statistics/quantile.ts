/**
 * Sample quantile of type 7 (Hyndman & Fan 1996; R's default): linear between order statistics at (n − 1)p.
 * @param values in any order; they are not changed
 * @returns undefined for no values or p outside 0 to 1
 */
export function quantile(values: ArrayLike<number>, p: number): number | undefined {
  if (values.length === 0 || !(p >= 0 && p <= 1)) return undefined;
  const sorted = Float64Array.from(values).sort();
  const position = (sorted.length - 1) * p;
  const below = Math.floor(position);
  const lower = sorted[below]!;
  const upper = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return lower + (position - below) * (upper - lower);
}

/** Points that would have to move to make two allocations of 100 points equal, 0 to 100: half the sum of |p − q|
 * (docs/measurement.md 2, "Allocation"). An option that is left out has 0 points. */
export function pointsToMove(
  a: Readonly<Record<string, number>>,
  b: Readonly<Record<string, number>>,
): number {
  const options = new Set([...Object.keys(a), ...Object.keys(b)]);
  let difference = 0;
  for (const option of options) difference += Math.abs((a[option] ?? 0) - (b[option] ?? 0));
  return difference / 2;
}

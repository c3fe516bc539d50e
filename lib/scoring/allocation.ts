/** Points that would have to move for two allocations of 100 points to be the same, 0 to 100: 100 times the total
 * variation, half the sum of |p-q| (measurement specification 2). An option left out counts as 0 points. */
export function pointsToMove(
  a: Readonly<Record<string, number>>,
  b: Readonly<Record<string, number>>,
): number {
  const options = new Set([...Object.keys(a), ...Object.keys(b)]);
  let difference = 0;
  for (const option of options) difference += Math.abs((a[option] ?? 0) - (b[option] ?? 0));
  return difference / 2;
}

/**
 * Two allocations (amounts of at least 0 for the same categories), each scaled to the sum 1.
 * @returns undefined for unequal lengths, a negative amount or an allocation that sums to 0
 */
export function shares(
  a: readonly number[],
  b: readonly number[],
): { readonly p: readonly number[]; readonly q: readonly number[] } | undefined {
  const p = scaled(a);
  const q = scaled(b);
  return p === undefined || q === undefined || p.length !== q.length ? undefined : { p, q };
}

function scaled(amounts: readonly number[]): readonly number[] | undefined {
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  if (!(total > 0) || amounts.some((amount) => amount < 0)) return undefined;
  return amounts.map((amount) => amount / total);
}

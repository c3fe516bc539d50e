/**
 * Two non-negative allocations over the same categories, each scaled to sum 1.
 * Undefined where the lengths differ, an amount is negative or an allocation is empty.
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

/**
 * Benjamini & Hochberg (1995) adjusted p-values, R `p.adjust(p, "BH")`: p·m/rank, made monotone from the largest down,
 * at most 1. A missing p stays missing and does not count in m. Same order and length as given.
 */
export function benjaminiHochberg(pValues: readonly (number | undefined)[]): (number | undefined)[] {
  const present = pValues.flatMap((p, index) => (p === undefined ? [] : [{ p, index }]));
  present.sort((a, b) => b.p - a.p);
  const adjusted: (number | undefined)[] = new Array(pValues.length).fill(undefined);
  let smallest = 1;
  present.forEach(({ p, index }, position) => {
    smallest = Math.min(smallest, (present.length / (present.length - position)) * p);
    adjusted[index] = smallest;
  });
  return adjusted;
}

/**
 * p-values adjusted after Benjamini & Hochberg (1995), as R `p.adjust(p, "BH")`: p·m/rank, at most 1, and never above the
 * adjusted value of a larger p. A missing p stays missing and does not count in m.
 * @returns as many values as given, in the same order
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

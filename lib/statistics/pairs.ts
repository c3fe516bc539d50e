/** Paired values without the pairs of which either side is missing. */
export interface Pairs {
  readonly a: readonly number[];
  readonly b: readonly number[];
}

type Column = readonly (number | null | undefined)[];

/** The complete pairs of two columns of equal length; surplus values of the longer one have no partner and go. */
export function completePairs(a: Column, b: Column): Pairs {
  const rows = a.flatMap((left, row) => {
    const right = b[row];
    return left == null || right == null ? [] : [[left, right] as const];
  });
  return { a: rows.map(([left]) => left), b: rows.map(([, right]) => right) };
}

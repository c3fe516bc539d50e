/** Two columns of equal length: the values at one position belong together. */
export interface Pairs {
  readonly a: readonly number[];
  readonly b: readonly number[];
}

type Column = readonly (number | null | undefined)[];

/** The rows of two columns in which both have a value; further values of a longer column are left out. */
export function completePairs(a: Column, b: Column): Pairs {
  const rows = a.flatMap((left, row) => {
    const right = b[row];
    return left == null || right == null ? [] : [[left, right] as const];
  });
  return { a: rows.map(([left]) => left), b: rows.map(([, right]) => right) };
}

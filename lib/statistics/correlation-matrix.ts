/** Predictors count as linearly dependent when an eigenvalue or a pivot of their correlations is not above this. */
export const DEPENDENCE = 1e-10;

/** Correlations among p predictors (row-major, p × p) and of each with the criterion. */
export interface Correlations {
  readonly size: number;
  readonly among: Float64Array;
  readonly withCriterion: Float64Array;
}

/**
 * Correlations of a criterion (first column) and its predictors, from raw sums.
 * @param n number of rows
 * @param sums Σx of every column
 * @param products Σxy of every pair of columns: the upper triangle with its diagonal, row by row
 * @returns undefined below three rows or for a column without variance
 */
export function correlationsFromSums(
  n: number,
  sums: ArrayLike<number>,
  products: ArrayLike<number>,
): Correlations | undefined {
  const columns = sums.length;
  if (n < 3) return undefined;
  const covariances = new Float64Array(columns * columns);
  for (let i = 0, cell = 0; i < columns; i++) {
    for (let j = i; j < columns; j++, cell++) {
      const value = products[cell]! - (sums[i]! * sums[j]!) / n;
      covariances[i * columns + j] = value;
      covariances[j * columns + i] = value;
    }
    const diagonal = covariances[i * columns + i]!;
    if (!(diagonal > 1e-12 * Math.abs((sums[i]! * sums[i]!) / n))) return undefined;
  }
  const correlation = (i: number, j: number) =>
    covariances[i * columns + j]! / Math.sqrt(covariances[i * columns + i]! * covariances[j * columns + j]!);
  const size = columns - 1;
  const among = new Float64Array(size * size);
  const withCriterion = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    withCriterion[i] = correlation(i + 1, 0);
    for (let j = 0; j < size; j++) among[i * size + j] = correlation(i + 1, j + 1);
  }
  return { size, among, withCriterion };
}

/**
 * Correlations of a criterion and its predictors, from complete rows. Columns are centred first, so that large means cost
 * no digits.
 * @returns undefined below three rows or for a column without variance
 */
export function correlationsFromRows(
  criterion: readonly number[],
  predictors: readonly (readonly number[])[],
): Correlations | undefined {
  const n = criterion.length;
  const rows = criterion.map((y, row) => [y, ...predictors[row]!]);
  const columns = rows[0]?.length ?? 0;
  const centres = Array.from({ length: columns }, (_, column) =>
    rows.reduce((sum, row) => sum + row[column]! / n, 0),
  );
  const sums = new Float64Array(columns);
  const products = new Float64Array((columns * (columns + 1)) / 2);
  for (const row of rows) {
    for (let i = 0, cell = 0; i < columns; i++) {
      const left = row[i]! - centres[i]!;
      sums[i]! += left;
      for (let j = i; j < columns; j++, cell++) products[cell]! += left * (row[j]! - centres[j]!);
    }
  }
  return correlationsFromSums(n, sums, products);
}

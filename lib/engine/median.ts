/** Median of a non-empty array; of an even number of values the mean of the middle two. Sorts the array in place. */
export function medianInPlace(values: Float64Array): number {
  values.sort();
  const middle = values.length >> 1;
  return values.length % 2 === 1 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2;
}

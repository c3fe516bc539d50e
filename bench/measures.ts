/** The middle of some numbers; of an even count the upper one. */
export function median(numbers: readonly number[]): number {
  return percentile(numbers, 0.5);
}

/** The smallest number that at least this share of them does not exceed. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}

/** Slope on logarithmic scales between a small and a large run: 1 is linear, 0 does not grow. */
export function exponent(small: [size: number, cost: number], large: [size: number, cost: number]): number {
  return Math.log(large[1] / small[1]) / Math.log(large[0] / small[0]);
}

export const round = (value: number, digits = 2) => Number(value.toFixed(digits));

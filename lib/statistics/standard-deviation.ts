import { variance } from "./variance";

/** Sample standard deviation (n − 1); undefined below two values. */
export function standardDeviation(values: ArrayLike<number>): number | undefined {
  const squared = variance(values);
  return squared === undefined ? undefined : Math.sqrt(squared);
}

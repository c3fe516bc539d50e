import { normalDraw, type Random } from "@/lib/statistics/random";

/** A whole number from `first` to `last`, both included. */
export function integerDraw(random: Random, first: number, last: number): number {
  return first + Math.floor(random() * (last - first + 1));
}

/** A stationary first-order autoregressive series with standard deviation `sd` and coefficient `phi`. */
export function autoregressiveDraws(
  random: Random,
  length: number,
  { sd, phi }: { readonly sd: number; readonly phi: number },
): number[] {
  let value = normalDraw(random, sd);
  return Array.from({ length }, (_, t) => {
    if (t > 0) value = phi * value + normalDraw(random, sd * Math.sqrt(1 - phi ** 2));
    return value;
  });
}

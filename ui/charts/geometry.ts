import { scaleBand, scaleLinear, scalePoint } from "d3-scale";
import { type Domain, plot, plotFloor } from "./plot";

/** In the page, coordinates have two decimals at most. */
export const rounded = (value: number) => Math.round(value * 100) / 100;

/** Pixels from the top of the drawing for a value of the domain. */
export function verticalScale(domain: Domain) {
  return scaleLinear(domain, [plotFloor, plot.top]).interpolate(
    (from, to) => (share) => rounded(from + (to - from) * share),
  );
}

/** Percent from the left for the i-th of n points; a single one is in the middle. */
export function pointScale(count: number): (index: number) => number {
  const scale = scalePoint(indices(count), [0, 100]);
  return (index) => rounded(scale(index) ?? 0);
}

/** Start, length and middle of the i-th of n equal bands of a range, a tenth of each left free on either side. */
export function bandScale(count: number, range: Domain = [0, 100]) {
  const scale = scaleBand(indices(count), range).paddingInner(0.2).paddingOuter(0.1);
  const length = scale.bandwidth();
  return (index: number) => {
    const start = scale(index) ?? 0;
    return { start: rounded(start), length: rounded(length), middle: rounded(start + length / 2) };
  };
}

/** In the middle of what is free before a band, in percent. */
export function lineBefore({ start, length }: { start: number; length: number }): number {
  return rounded(start - length / 8);
}

const indices = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Which of n axis labels to write: at most `most`, evenly spaced, the last one always. */
export function isLabelled(index: number, count: number, most = 5): boolean {
  const step = Math.max(1, Math.ceil((count - 1) / (most - 1)));
  return (count - 1 - index) % step === 0;
}

/** Keeps labels `gap` apart by pushing later ones down, then all of them up when the last is below the floor. */
export function spread(wanted: readonly number[], gap: number, floor: number): number[] {
  const placed: number[] = [];
  for (const y of wanted) placed.push(Math.max(y, (placed.at(-1) ?? -Infinity) + gap));
  for (let i = placed.length - 1, limit = floor; i >= 0; i--, limit -= gap) {
    placed[i] = Math.min(placed[i] ?? 0, limit);
  }
  return placed;
}

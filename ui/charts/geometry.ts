/** A drawing area in pixels: what lies above and below it holds marks and axis labels. */
export const plot = { height: 240, top: 16, bottom: 28 } as const;
export const plotFloor = plot.height - plot.bottom;
const plotDepth = plotFloor - plot.top;

export type Domain = readonly [number, number];

/** Pixels from the top of the drawing for a value of the domain. */
export function yOf(value: number, [low, high]: Domain): number {
  return round(plotFloor - ((value - low) / (high - low)) * plotDepth);
}

/** Percent from the left for the i-th of n points; a single one stands in the middle. */
export function xOf(index: number, count: number): number {
  return count > 1 ? round((index / (count - 1)) * 100) : 50;
}

/** The i-th of n equal bands in percent: a tenth of it is air on either side. */
export function bandOf(index: number, count: number): { x: number; width: number; middle: number } {
  const step = 100 / count;
  return { x: round((index + 0.1) * step), width: round(0.8 * step), middle: round((index + 0.5) * step) };
}

/** Which of n axis labels to write: at most `most`, evenly, the last one always. */
export function labelled(index: number, count: number, most = 5): boolean {
  const step = Math.max(1, Math.ceil((count - 1) / (most - 1)));
  return (count - 1 - index) % step === 0;
}

/** Keeps labels `gap` apart by pushing later ones down, then the whole run up when it leaves the floor. */
export function spread(wanted: readonly number[], gap: number, floor: number): number[] {
  const placed: number[] = [];
  for (const y of wanted) placed.push(Math.max(y, (placed.at(-1) ?? -Infinity) + gap));
  for (let i = placed.length - 1, limit = floor; i >= 0; i--, limit -= gap) {
    placed[i] = Math.min(placed[i] ?? 0, limit);
  }
  return placed;
}

/** Consecutive points that have a value, as runs of indices: a line is not drawn over a gap. */
export function runs<T>(items: readonly T[], has: (item: T) => boolean): number[][] {
  const found: number[][] = [];
  let open: number[] | undefined;
  items.forEach((item, index) => {
    if (!has(item)) {
      open = undefined;
    } else if (open) {
      open.push(index);
    } else {
      open = [index];
      found.push(open);
    }
  });
  return found;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

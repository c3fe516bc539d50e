/**
 * The positive x at which an increasing function reaches `target`: doubling or halving from 1 until x and 2x enclose it,
 * then Newton's steps, replaced by bisection whenever they leave the enclosure. To about 1e-15 relative.
 */
export function positiveRoot(
  increasing: (x: number) => number,
  slope: (x: number) => number,
  target: number,
): number {
  let upper = 1;
  while (increasing(upper) < target && upper < Number.MAX_VALUE / 2) upper *= 2;
  let lower = upper / 2;
  while (increasing(lower) > target && lower > 0) {
    upper = lower;
    lower /= 2;
  }
  let x = (lower + upper) / 2;
  for (let step = 0; step < 100; step++) {
    const excess = increasing(x) - target;
    if (excess === 0) return x;
    if (excess > 0) upper = x;
    else lower = x;
    const newton = x - excess / slope(x);
    const next = newton > lower && newton < upper ? newton : (lower + upper) / 2;
    if (Math.abs(next - x) <= 1e-15 * x) return next;
    x = next;
  }
  return x;
}

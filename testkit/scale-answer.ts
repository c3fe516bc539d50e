import type { Item } from "@/lib/instrument/instrument";

/** The answer on a five-point scale that is nearest to `felt` (0 to 100); for a reversed item counted from the other end. */
export function scaleAnswer({ direction }: Pick<Item, "direction">, felt: number): number {
  const position = Math.min(4, Math.max(0, Math.round(felt / 25)));
  return direction === "reversed" ? 5 - position : 1 + position;
}

import type { Answer } from "@/lib/instrument/answers";
import { type Item, optionsOf } from "@/lib/instrument/instrument";

/**
 * An answer on 0 to 100 (measurement specification 2): 25(x-1) on five positions and 50(x-1) on three, counted from
 * the other end when reversed; a choice's own score; closeness to the middle as 100-50|x-3|.
 * Undefined for a missing answer, "can't say", an option without a score, and items that describe or compare rather
 * than score.
 */
export function itemScore(item: Item, answer: Answer | null | undefined): number | undefined {
  if (item.direction === "mapped") return optionsOf(item).find(({ value }) => value === answer)?.score;
  if (typeof answer !== "number") return undefined;
  switch (item.direction) {
    case "reversed":
      return 100 - position(item, answer);
    case "closeness":
      return 100 - 2 * Math.abs(position(item, answer) - 50);
    case "higher_better":
    case "perception":
    case "outcome":
      return position(item, answer);
    default:
      return undefined;
  }
}

/** Where an answer stands between the ends of its own scale, 0 to 100, whatever its direction. */
export function position(item: Item, answer: number): number {
  return (100 / (scaleLength(item) - 1)) * (answer - 1);
}

/** The number of positions of a scale item. */
export function scaleLength(item: Item): number {
  return item.type === "scale3" ? 3 : 5;
}

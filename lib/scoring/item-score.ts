import type { Answer } from "@/lib/instrument/answers";
import { type Item, optionsOf } from "@/lib/instrument/instrument";

/**
 * The score of an answer, 0 to 100 (docs/measurement.md 2, "Item"): 25(x − 1) on five positions and 50(x − 1) on three, 100
 * minus that for a reversed item, the option's own score for a choice, and 100 − 50|x − 3| for closeness to the middle.
 * @returns undefined for a missing answer, "can't say", an option without a score, and items that have no score
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

/** Position of an answer between the two ends of its scale, 0 to 100; the item's direction does not matter. */
export function position(item: Item, answer: number): number {
  return (100 / (scaleLength(item) - 1)) * (answer - 1);
}

/** The number of positions of a scale item. */
export function scaleLength(item: Item): number {
  return item.type === "scale3" ? 3 : 5;
}

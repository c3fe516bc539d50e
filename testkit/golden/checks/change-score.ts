import { z } from "zod";
import { changeScore } from "@/lib/engine/change-score";
import { type Check, compare } from "../compare";
import { numbers } from "../shapes";

const dataSchema = z.object({
  items_per_dimension: numbers,
  dimensions: z.array(z.array(z.number().nullable())),
});

/** Vector 21b: change scores of persons with nine dimension scores each. */
export const checkChangeScore: Check = ({ data, expected, tolerance_abs }) => {
  const { items_per_dimension, dimensions } = dataSchema.parse(data);
  const actual = { change_score: dimensions.map((scores) => changeScore(scores, items_per_dimension)) };
  return compare(actual, expected, tolerance_abs);
};

import { z } from "zod";
import { hellinger } from "@/lib/statistics/hellinger";
import { jensenShannon } from "@/lib/statistics/jensen-shannon";
import { totalVariation } from "@/lib/statistics/total-variation";
import { type Check, compare } from "../compare";
import { numbers } from "../shapes";

const dataSchema = z.object({ cases: z.array(z.object({ a: numbers, b: numbers })) });

/** Vector 11: pairs of allocations. */
export const checkAllocationDivergence: Check = ({ data, expected, tolerance_abs }) => {
  const actual = dataSchema.parse(data).cases.map(({ a, b }) => {
    const variation = totalVariation(a, b);
    const bits = jensenShannon(a, b);
    return {
      total_variation: variation,
      points_to_move: variation === undefined ? undefined : 100 * variation,
      jsd_bits: bits,
      jsd_nats: bits === undefined ? undefined : bits * Math.LN2,
      js_distance: bits === undefined ? undefined : Math.sqrt(bits),
      hellinger: hellinger(a, b),
    };
  });
  return compare(actual, expected, tolerance_abs);
};

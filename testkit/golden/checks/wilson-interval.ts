import { z } from "zod";
import { wilsonInterval } from "@/lib/statistics/wilson";
import { type Check, compare } from "../compare";
import { numbers } from "../shapes";

const dataSchema = z.object({ x: numbers, n: numbers, conf: z.number().default(0.95) });

/** Vector 16: counts and trials. */
export const checkWilsonInterval: Check = ({ data, expected, tolerance_abs }) => {
  const { x, n, conf } = dataSchema.parse(data);
  const ci = x.map((count, i) => {
    const interval = wilsonInterval(count, n[i] ?? 0, conf);
    return interval && [interval.lower, interval.upper];
  });
  return compare({ ci }, expected, tolerance_abs);
};

import { z } from "zod";
import { cronbachAlpha } from "@/lib/statistics/cronbach-alpha";
import { type Check, compare } from "../compare";
import { rows } from "../shapes";

const dataSchema = z.object({ x: rows });

/** Vector 01: respondents × items. */
export const checkCronbachAlpha: Check = ({ data, expected, tolerance_abs }) => {
  const alpha = cronbachAlpha(dataSchema.parse(data).x);
  const actual = alpha && {
    k: alpha.k,
    n: alpha.n,
    raw_alpha: alpha.raw,
    std_alpha: alpha.standardized,
    sd_of_mean_score: alpha.sdOfMean,
    sem_of_mean_score: alpha.sem,
    feldt_ci_lower: alpha.interval.lower,
    feldt_ci_upper: alpha.interval.upper,
  };
  return compare(actual, expected, tolerance_abs);
};

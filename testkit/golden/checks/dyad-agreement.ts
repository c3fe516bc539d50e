import { z } from "zod";
import { dyadAgreement } from "@/lib/statistics/dyad-agreement";
import { completePairs } from "@/lib/statistics/pairs";
import { type Check, compare } from "../compare";
import { values } from "../shapes";

const dataSchema = z.object({ a: values, b: values });

/** Vector 05: the two members of each dyad. */
export const checkDyadAgreement: Check = ({ data, expected, tolerance_abs }) => {
  const given = dataSchema.parse(data);
  const pairs = completePairs(given.a, given.b);
  const dyads = dyadAgreement(pairs.a, pairs.b);
  const actual = {
    n: dyads.n,
    MSB: dyads.msBetween,
    MSW: dyads.msWithin,
    ICC1: dyads.icc1,
    ICC2: dyads.icc2,
    pearson_r: dyads.pearson,
    r_ci_lower: dyads.pearsonInterval?.lower,
    r_ci_upper: dyads.pearsonInterval?.upper,
    mean_signed_gap: dyads.meanSignedGap,
    sd_signed_gap: dyads.sdSignedGap,
    mean_abs_gap: dyads.meanAbsoluteGap,
    spearman_brown_mean: dyads.spearmanBrown,
  };
  return compare(actual, expected, tolerance_abs);
};

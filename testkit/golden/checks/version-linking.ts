import { z } from "zod";
import { completePairs } from "@/lib/statistics/pairs";
import { linkVersions } from "@/lib/statistics/version-linking";
import { type Check, compare } from "../compare";
import { values } from "../shapes";

const dataSchema = z.object({ old: values, new: values });

/** Vector 25: the same people's scores under the old and the new wording. */
export const checkVersionLinking: Check = ({ data, expected, tolerance_abs }) => {
  const given = dataSchema.parse(data);
  const { a: old, b: renewed } = completePairs(given.old, given.new);
  const link = linkVersions(old, renewed);
  const actual = link && {
    n: link.n,
    mean_shift_old_minus_new: link.shift,
    shift_ci: [link.shiftInterval.lower, link.shiftInterval.upper],
    r: link.r,
    slope_mean_sigma: link.slope,
    intercept_mean_sigma: link.intercept,
    se_equating_at_new_mean: link.seAtMean,
    decision: link.decision,
  };
  return compare(actual, expected, tolerance_abs);
};

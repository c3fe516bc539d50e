import { z } from "zod";
import { correlationsFromRows } from "@/lib/statistics/correlation-matrix";
import { lmgShares } from "@/lib/statistics/lmg-shares";
import { relativeWeights } from "@/lib/statistics/relative-weights";
import { type Check, compare } from "../compare";
import { rows, values } from "../shapes";

const dataSchema = z.object({ y: values, x: rows });

/** Vector 15: a criterion and its predictors; rows with a missing value are left out. */
export const checkRelativeWeights: Check = ({ data, expected, tolerance_abs }) => {
  const { y, x } = dataSchema.parse(data);
  const complete = y.flatMap((criterion, row) => {
    const predictors = (x[row] ?? []).filter((value) => value !== null);
    return criterion === null || predictors.length < (x[row]?.length ?? 1) ? [] : [{ criterion, predictors }];
  });
  const correlations = correlationsFromRows(
    complete.map((row) => row.criterion),
    complete.map((row) => row.predictors),
  );
  const weights = correlations && relativeWeights(correlations);
  const shares = correlations && lmgShares(correlations);
  const rSquared = weights?.reduce((sum, weight) => sum + weight, 0);
  const actual = {
    r_squared: rSquared,
    raw_relative_weight: weights && Array.from(weights),
    rescaled_percent: weights && rSquared && Array.from(weights, (weight) => (100 * weight) / rSquared),
    lmg_shapley: shares && Array.from(shares),
  };
  return compare(actual, expected, tolerance_abs);
};

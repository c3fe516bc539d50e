import { z } from "zod";
import { randomEffects } from "@/lib/statistics/random-effects";
import { type Check, compare, merge } from "../compare";
import { numbers } from "../shapes";

const dataSchema = z.object({ y: numbers, v: numbers });
const expectedSchema = z.record(z.string(), z.unknown());

/** R's own iterations stop at this precision. */
const ITERATIVE_TOLERANCE = 1e-5;

/** Vector 14: unit estimates with known sampling variances, fitted by each method that the vector names. */
export const checkRandomEffects: Check = ({ data, expected, tolerance_abs }) => {
  const { y, v } = dataSchema.parse(data);
  const comparisons = Object.entries(expectedSchema.parse(expected)).map(([method, values]) => {
    const tolerance = method === "DL" ? tolerance_abs : Math.max(tolerance_abs, ITERATIVE_TOLERANCE);
    const known = method === "DL" || method === "PM" || method === "REML";
    const fitted = known ? randomEffects(y, v, method) : undefined;
    const actual = fitted && {
      tau2: fitted.tau2,
      mu: fitted.mu,
      se_mu: fitted.muSe,
      Q: fitted.q,
      I2: fitted.i2,
      blup: fitted.units.map((unit) => unit.estimate),
      blup_metafor_se: fitted.units.map((unit) => unit.se),
      shrink_weight: fitted.units.map((unit) => unit.weight),
    };
    return compare({ [method]: actual }, { [method]: values }, tolerance);
  });
  return merge(comparisons);
};

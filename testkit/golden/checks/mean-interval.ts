import { z } from "zod";
import { chiSquareQuantile } from "@/lib/statistics/chi-square";
import { fQuantile } from "@/lib/statistics/f-distribution";
import { mean } from "@/lib/statistics/mean";
import { meanInterval } from "@/lib/statistics/mean-interval";
import { standardDeviation } from "@/lib/statistics/standard-deviation";
import { studentTQuantile } from "@/lib/statistics/student-t";
import { type Check, compare } from "../compare";
import { numberRows, values } from "../shapes";

const dataSchema = z.object({
  y: values,
  conf: z.number().default(0.95),
  qt_args: numberRows.default([]),
  qf_args: numberRows.default([]),
  qchisq_args: numberRows.default([]),
});

/** Vector 24: the t interval of a mean, and the quantiles of t, F and chi-square. */
export const checkMeanInterval: Check = ({ data, expected, tolerance_abs }) => {
  const given = dataSchema.parse(data);
  const y = given.y.filter((value) => value !== null);
  const interval = meanInterval(y, given.conf);
  const missing = Number.NaN;
  const actual = {
    mean: mean(y),
    sd: standardDeviation(y),
    t_ci: interval && [interval.lower, interval.upper],
    qt: given.qt_args.map(([p = missing, df = missing]) => studentTQuantile(p, df)),
    qf: given.qf_args.map(([p = missing, df1 = missing, df2 = missing]) => fQuantile(p, df1, df2)),
    qchisq: given.qchisq_args.map(([p = missing, df = missing]) => chiSquareQuantile(p, df)),
  };
  return compare(actual, expected, tolerance_abs);
};

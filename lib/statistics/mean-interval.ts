import { CONFIDENCE, type Interval } from "./interval";
import { mean } from "./mean";
import { studentTQuantile } from "./student-t";
import { variance } from "./variance";

/** What an interval of a mean follows from: how many values, their mean and their sample variance (n − 1). */
type Moments = { readonly n: number; readonly mean: number; readonly variance: number };

/** Student's t interval of a mean, as R `t.test`: mean ± t(n − 1)·s/√n. Undefined below two values. */
export function meanInterval(values: ArrayLike<number>, confidence = CONFIDENCE): Interval | undefined {
  const [centre, spread] = [mean(values), variance(values)];
  if (centre === undefined || spread === undefined) return undefined;
  return intervalFrom({ n: values.length, mean: centre, variance: spread }, confidence);
}

/** The same of values that were added up before. */
export function intervalFrom({ n, mean, variance }: Moments, confidence = CONFIDENCE): Interval | undefined {
  const t = studentTQuantile((1 + confidence) / 2, n - 1);
  if (t === undefined) return undefined;
  const half = (t * Math.sqrt(variance)) / Math.sqrt(n);
  return { lower: mean - half, upper: mean + half };
}

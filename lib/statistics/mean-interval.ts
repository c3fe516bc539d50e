import { CONFIDENCE, type Interval } from "./interval";
import { mean } from "./mean";
import { standardDeviation } from "./standard-deviation";
import { studentTQuantile } from "./student-t";

/** Student's t interval of a mean, as R `t.test`: mean ± t(n − 1)·s/√n. Undefined below two values. */
export function meanInterval(values: ArrayLike<number>, confidence = CONFIDENCE): Interval | undefined {
  const centre = mean(values);
  const sd = standardDeviation(values);
  if (centre === undefined || sd === undefined) return undefined;
  const t = studentTQuantile((1 + confidence) / 2, values.length - 1);
  if (t === undefined) return undefined;
  const half = (t * sd) / Math.sqrt(values.length);
  return { lower: centre - half, upper: centre + half };
}

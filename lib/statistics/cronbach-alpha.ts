import { fQuantile } from "./f-distribution";
import { CONFIDENCE, type Interval } from "./interval";
import { mean } from "./mean";
import { standardDeviation } from "./standard-deviation";

/** Internal consistency of k items over n respondents. */
export interface CronbachAlpha {
  readonly k: number;
  readonly n: number;
  /** From covariances. */
  readonly raw: number;
  /** From correlations. */
  readonly standardized: number;
  /** Standard deviation of the respondents' mean scores, in the unit of the items. */
  readonly sdOfMean: number;
  /** Standard error of measurement SD·√(1 − α), in the unit of the items; undefined where missing answers make alpha larger
   * than 1. */
  readonly sem: number | undefined;
  /** Feldt's interval of the raw alpha. */
  readonly interval: Interval;
}

/**
 * Cronbach's (1951) alpha, k/(k − 1)·(1 − tr C/ΣC) with covariances C, as R `psych::alpha`, and Feldt's (1965) interval as
 * R `psych::alpha.ci`.
 * @param rows respondents; columns are items. With missing answers each covariance is taken over the rows that have both
 * items, and a respondent's mean over the items answered.
 * @returns undefined below two items or two respondents, for an item without variance, or where the covariances sum to 0
 */
export function cronbachAlpha(
  rows: readonly (readonly (number | null | undefined)[])[],
  confidence = CONFIDENCE,
): CronbachAlpha | undefined {
  const k = rows[0]?.length ?? 0;
  const n = rows.length;
  if (k < 2 || n < 2) return undefined;
  const columns = Array.from({ length: k }, (_, item) => rows.map((row) => row[item]));
  const covariances = covarianceMatrix(columns);
  const variances = covariances.map((row, item) => row[item]!);
  const correlations = covariances.map((row, one) =>
    row.map((value, other) => value / Math.sqrt(variances[one]! * variances[other]!)),
  );
  const sdOfMean = standardDeviation(rows.flatMap((row) => mean(row.filter((value) => value != null)) ?? []));
  const raw = alphaOf(covariances);
  const standardized = alphaOf(correlations);
  const high = fQuantile((1 - confidence) / 2, n - 1, (n - 1) * (k - 1));
  const low = fQuantile((1 + confidence) / 2, n - 1, (n - 1) * (k - 1));
  if (![raw, standardized].every(Number.isFinite)) return undefined;
  if (sdOfMean === undefined || low === undefined || high === undefined) return undefined;
  return {
    k,
    n,
    raw,
    standardized,
    sdOfMean,
    sem: raw > 1 ? undefined : sdOfMean * Math.sqrt(1 - raw),
    interval: { lower: 1 - (1 - raw) * low, upper: 1 - (1 - raw) * high },
  };
}

function alphaOf(matrix: readonly (readonly number[])[]): number {
  const k = matrix.length;
  const diagonal = matrix.reduce((sum, row, item) => sum + row[item]!, 0);
  const whole = matrix.reduce((sum, row) => sum + row.reduce((total, value) => total + value, 0), 0);
  return (k / (k - 1)) * (1 - diagonal / whole);
}

type Column = readonly (number | null | undefined)[];

/** Covariances of every two columns; the two halves are the same numbers, because the order of factors changes none. */
function covarianceMatrix(columns: readonly Column[]): number[][] {
  const half = columns.map((one, item) => columns.slice(0, item + 1).map((other) => covariance(one, other)));
  return columns.map((_, item) =>
    columns.map((_, other) => (other <= item ? half[item]![other]! : half[other]![item]!)),
  );
}

/**
 * Sample covariance over the rows that have both values; NaN below two such rows. In loops, without lists of the rows: of
 * ten thousand duos they would be made a few hundred times.
 */
function covariance(one: Column, other: Column): number {
  let [n, sumA, sumB] = [0, 0, 0];
  for (let row = 0; row < one.length; row++) {
    const [a, b] = [one[row], other[row]];
    if (a == null || b == null) continue;
    n++;
    sumA += a;
    sumB += b;
  }
  const [meanA, meanB] = [sumA / n, sumB / n];
  let sum = 0;
  for (let row = 0; row < one.length; row++) {
    const [a, b] = [one[row], other[row]];
    if (a == null || b == null) continue;
    sum += (a - meanA) * (b - meanB);
  }
  return sum / (n - 1);
}

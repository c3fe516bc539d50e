/** Level of measurement of the ratings: it decides how far apart two values are. */
export type MeasurementLevel = "nominal" | "ordinal" | "interval";

/** Agreement of raters, and how many units it comes from. */
export interface KrippendorffAlpha {
  /** 1 is full agreement, 0 what chance gives; undefined where all ratings are the same. */
  readonly alpha: number | undefined;
  /** Units with at least two ratings; only these count. */
  readonly pairableUnits: number;
}

/**
 * Krippendorff's alpha (Krippendorff 2011, "Computing Krippendorff's alpha-reliability"), from the coincidence matrix:
 * 1 − (n − 1)·Σ o_ck·δ²_ck / Σ n_c·n_k·δ²_ck.
 * @param units what is rated; columns are raters, and any rating may be missing
 */
export function krippendorffAlpha(
  units: readonly (readonly (number | null | undefined)[])[],
  level: MeasurementLevel,
): KrippendorffAlpha {
  const pairable = units
    .map((unit) => unit.filter((value) => value != null))
    .filter((values) => values.length >= 2);
  const categories = [...new Set(pairable.flat())].sort((a, b) => a - b);
  const position = new Map(categories.map((value, index) => [value, index]));
  const coincidences = categories.map(() => new Array<number>(categories.length).fill(0));
  for (const values of pairable) {
    values.forEach((one, i) => {
      values.forEach((other, j) => {
        if (i !== j) coincidences[position.get(one)!]![position.get(other)!]! += 1 / (values.length - 1);
      });
    });
  }
  const totals = coincidences.map((row) => row.reduce((sum, count) => sum + count, 0));
  const n = totals.reduce((sum, count) => sum + count, 0);
  const squaredDistance = distanceOn(level, categories, totals);
  let observed = 0;
  let expected = 0;
  for (let c = 0; c < categories.length; c++) {
    for (let k = c + 1; k < categories.length; k++) {
      const distance = squaredDistance(c, k);
      observed += coincidences[c]![k]! * distance;
      expected += totals[c]! * totals[k]! * distance;
    }
  }
  return {
    alpha: expected === 0 ? undefined : 1 - ((n - 1) * observed) / expected,
    pairableUnits: pairable.length,
  };
}

/** δ² of the categories at two different positions c < k. */
function distanceOn(
  level: MeasurementLevel,
  categories: readonly number[],
  totals: readonly number[],
): (c: number, k: number) => number {
  if (level === "nominal") return () => 1;
  if (level === "interval") return (c, k) => (categories[k]! - categories[c]!) ** 2;
  return (c, k) => {
    const between = totals.slice(c, k + 1).reduce((sum, count) => sum + count, 0);
    return (between - (totals[c]! + totals[k]!) / 2) ** 2;
  };
}

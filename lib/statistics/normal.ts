const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

/** Below this the series loses less than one digit in sixteen, above it the continued fraction converges fast. */
const SERIES_LIMIT = 2;

/** Density of the standard normal distribution. */
export function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / ROOT_TWO_PI;
}

/**
 * Φ(z), the standard normal distribution function (R `pnorm`), to 1e-13 relative, in both tails.
 * Near zero the series ½ + φ(z)·Σ z^(2k+1)/(2k+1)!! (Abramowitz & Stegun 26.2.11), in the tails Laplace's continued
 * fraction φ(z)/(z + 1/(z + 2/(z + …))) (26.2.14). NaN for NaN.
 */
export function normalCdf(z: number): number {
  if (z > SERIES_LIMIT) return 1 - upperTail(z);
  if (z < -SERIES_LIMIT) return upperTail(-z);
  let term = z;
  let sum = z;
  for (let k = 3; Math.abs(term) > Math.abs(sum) * 1e-17; k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return 0.5 + normalDensity(z) * sum;
}

function upperTail(z: number): number {
  if (z === Number.POSITIVE_INFINITY) return 0;
  // The number of terms that sixteen digits need falls with the square of z: 100 at 2, 20 beyond 6.
  let fraction = z;
  for (let k = 12 + Math.ceil(360 / (z * z)); k > 0; k--) fraction = z + k / fraction;
  return normalDensity(z) / fraction;
}

/**
 * The standard normal quantile (R `qnorm`): Abramowitz & Stegun 26.2.23 as a start, then Halley's steps on Φ.
 * −∞ at 0, ∞ at 1, undefined outside 0..1.
 */
export function normalQuantile(p: number): number | undefined {
  if (!(p >= 0 && p <= 1)) return undefined;
  if (p > 0.5) return 0 - lowerQuantile(1 - p);
  return lowerQuantile(p);
}

function lowerQuantile(p: number): number {
  if (p === 0) return Number.NEGATIVE_INFINITY;
  if (p === 0.5) return 0;
  const t = Math.sqrt(-2 * Math.log(p));
  let z =
    (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t;
  for (let step = 0; step < 3; step++) {
    const error = (normalCdf(z) - p) / normalDensity(z);
    z -= error / (1 + (error * z) / 2);
  }
  return z;
}

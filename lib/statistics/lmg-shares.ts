import { CholeskyDecomposition, Matrix } from "ml-matrix";
import { type Correlations, DEPENDENCE } from "./correlation-matrix";

/**
 * LMG shares (Lindeman, Merenda & Gold 1980; the Shapley value of R²): what each predictor adds to R², averaged over all
 * orders in which predictors can enter. They sum to R². The cost is 2^p regressions, so p is at most about fifteen.
 * @returns undefined where the predictors are linearly dependent
 */
export function lmgShares(correlations: Correlations): Float64Array | undefined {
  const { size } = correlations;
  const explained = new Float64Array(2 ** size);
  for (let subset = 1; subset < explained.length; subset++) {
    const rSquared = subsetRSquared(correlations, subset);
    if (rSquared === undefined) return undefined;
    explained[subset] = rSquared;
  }
  const orders = ordersBySize(size);
  const result = new Float64Array(size);
  for (let subset = 0; subset < explained.length; subset++) {
    for (let predictor = 0; predictor < size; predictor++) {
      if (subset & (1 << predictor)) continue;
      const gain = explained[subset | (1 << predictor)]! - explained[subset]!;
      result[predictor]! += gain * orders[bitCount(subset)]!;
    }
  }
  return result;
}

/** For s = 0 to p − 1: the share of all orders in which a given set of s predictors comes right before a given other
 * predictor, s!(p − s − 1)!/p!. */
function ordersBySize(size: number): number[] {
  const orders = [1 / size];
  for (let s = 1; s < size; s++) orders.push((orders[s - 1]! * s) / (size - s));
  return orders;
}

function bitCount(subset: number): number {
  let count = 0;
  for (let rest = subset; rest > 0; rest &= rest - 1) count++;
  return count;
}

/** R² = r'R⁻¹r of the predictors in the subset (a bit for each), by Cholesky decomposition of R. */
function subsetRSquared({ size, among, withCriterion }: Correlations, subset: number): number | undefined {
  const chosen = Array.from({ length: size }, (_, i) => i).filter((i) => subset & (1 << i));
  const cholesky = new CholeskyDecomposition(
    new Matrix(chosen.map((i) => chosen.map((j) => among[i * size + j]!))),
  );
  const pivots = cholesky.lowerTriangularMatrix.diagonal().map((root) => root * root);
  if (pivots.some((pivot) => !(pivot > DEPENDENCE))) return undefined;
  const r = Matrix.columnVector(chosen.map((i) => withCriterion[i]!));
  return r.dot(cholesky.solve(r));
}

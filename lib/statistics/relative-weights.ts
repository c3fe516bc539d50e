import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { type Correlations, DEPENDENCE } from "./correlation-matrix";

/**
 * Johnson's (2000) relative weights (docs/measurement.md 4): the predictors are replaced by the orthogonal variables nearest
 * to them, Λ = V√D V', the criterion is regressed on these, β = Λ⁻¹r, and the weights are ε = Λ²β². They sum to R².
 * @returns undefined where the predictors are linearly dependent
 */
export function relativeWeights({ size, among, withCriterion }: Correlations): Float64Array | undefined {
  const { realEigenvalues: values, eigenvectorMatrix } = new EigenvalueDecomposition(
    Matrix.from1DArray(size, size, among),
    { assumeSymmetric: true },
  );
  if (values.some((value) => !(value > DEPENDENCE))) return undefined;
  // Plain arrays from here on: the bootstrap of the drivers calls this two thousand times.
  const vectors = eigenvectorMatrix.to1DArray();
  const root = new Float64Array(size * size);
  const beta = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      let inverse = 0;
      for (let k = 0; k < size; k++) {
        const product = vectors[i * size + k]! * vectors[j * size + k]!;
        const scale = Math.sqrt(values[k]!);
        root[i * size + j]! += product * scale;
        inverse += product / scale;
      }
      beta[i]! += inverse * withCriterion[j]!;
    }
  }
  const weights = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) weights[i]! += (root[i * size + j]! * beta[j]!) ** 2;
  }
  return weights;
}

/** Eigenvalues and, in the columns of `vectors` (row-major, size × size), orthonormal eigenvectors; in no order. */
export interface Eigen {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

/** Eigendecomposition of a real symmetric matrix (row-major, size × size) by cyclic Jacobi rotations (Golub & Van Loan 8.5). */
export function symmetricEigen(matrix: Float64Array, size: number): Eigen {
  const a = Float64Array.from(matrix);
  const vectors = new Float64Array(size * size);
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1;
  for (let sweep = 0; sweep < 50 && offDiagonal(a, size) > 1e-30; sweep++) {
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, vectors, size, p, q);
  }
  return { values: Float64Array.from({ length: size }, (_, i) => a[i * size + i]!), vectors };
}

/** Sum of squares off the diagonal, relative to the whole. */
function offDiagonal(a: Float64Array, size: number): number {
  let off = 0;
  let whole = 0;
  for (let i = 0; i < a.length; i++) {
    const square = a[i]! * a[i]!;
    whole += square;
    if (i % (size + 1) !== 0) off += square;
  }
  return whole === 0 ? 0 : off / whole;
}

function rotate(a: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const apq = a[p * size + q]!;
  if (apq === 0) return;
  const theta = (a[q * size + q]! - a[p * size + p]!) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < size; k++) turn(a, k * size + p, k * size + q, c, s);
  for (let k = 0; k < size; k++) turn(a, p * size + k, q * size + k, c, s);
  for (let k = 0; k < size; k++) turn(vectors, k * size + p, k * size + q, c, s);
}

function turn(values: Float64Array, one: number, other: number, c: number, s: number): void {
  const left = values[one]!;
  const right = values[other]!;
  values[one] = c * left - s * right;
  values[other] = s * left + c * right;
}

/** A value of each partner, such as both scores of a cycle: A is the IC, B the manager. */
export interface Pair {
  readonly a: number;
  readonly b: number;
}

/** A symmetric 2×2 matrix over the two partners, such as the precision of both scores of a cycle. */
export interface PairMatrix {
  readonly aa: number;
  readonly ab: number;
  readonly bb: number;
}

/** The precision of a cycle without an answer. */
export const zeroMatrix: PairMatrix = { aa: 0, ab: 0, bb: 0 };

/** x + y. */
export function addPairs(x: Pair, y: Pair): Pair {
  return { a: x.a + y.a, b: x.b + y.b };
}

/** x − y. */
export function subtractPairs(x: Pair, y: Pair): Pair {
  return { a: x.a - y.a, b: x.b - y.b };
}

/** factor·x. */
export function scalePair(x: Pair, factor: number): Pair {
  return { a: factor * x.a, b: factor * x.b };
}

/** xᵀ·y. */
export function innerProduct(x: Pair, y: Pair): number {
  return x.a * y.a + x.b * y.b;
}

/** m + n. */
export function addMatrices(m: PairMatrix, n: PairMatrix): PairMatrix {
  return { aa: m.aa + n.aa, ab: m.ab + n.ab, bb: m.bb + n.bb };
}

/** m − n. */
export function subtractMatrices(m: PairMatrix, n: PairMatrix): PairMatrix {
  return { aa: m.aa - n.aa, ab: m.ab - n.ab, bb: m.bb - n.bb };
}

/** factor·m. */
export function scaleMatrix(m: PairMatrix, factor: number): PairMatrix {
  return { aa: factor * m.aa, ab: factor * m.ab, bb: factor * m.bb };
}

/** m⁻¹; the matrix must be invertible. */
export function invert(m: PairMatrix): PairMatrix {
  const determinant = m.aa * m.bb - m.ab * m.ab;
  return { aa: m.bb / determinant, ab: -m.ab / determinant, bb: m.aa / determinant };
}

/** m·x. */
export function multiply(m: PairMatrix, x: Pair): Pair {
  return { a: m.aa * x.a + m.ab * x.b, b: m.ab * x.a + m.bb * x.b };
}

/** outer·inner·outer, which is symmetric again. */
export function sandwich(outer: PairMatrix, inner: PairMatrix): PairMatrix {
  // Columns of inner·outer.
  const first = multiply(inner, { a: outer.aa, b: outer.ab });
  const second = multiply(inner, { a: outer.ab, b: outer.bb });
  return {
    aa: outer.aa * first.a + outer.ab * first.b,
    ab: outer.aa * second.a + outer.ab * second.b,
    bb: outer.ab * second.a + outer.bb * second.b,
  };
}

/** The quadratic form xᵀ·m·x. */
export function quadraticForm(m: PairMatrix, x: Pair): number {
  return x.a * x.a * m.aa + 2 * x.a * x.b * m.ab + x.b * x.b * m.bb;
}

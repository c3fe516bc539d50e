/** Values that nobody told, and what is known of them together. */
export type Unknowns = {
  /** Possible values of each, whole numbers from 0. */
  readonly domains: readonly (readonly number[])[];
  /** Whether published numbers allow this sum and this sum of squares. */
  readonly accepts: (sum: number, squares: number) => boolean;
  /** Whether squares matter: intervals are published. */
  readonly usesSquares: boolean;
};

/**
 * Every value that each unknown can have in some assignment of whole numbers that is accepted: all assignments are
 * enumerated, told apart by their sum and sum of squares only.
 * @param until stops at this time of `performance.now()`
 * @returns possible values by unknown, or undefined where time ran out
 */
export function possibleValues(unknowns: Unknowns, until: number): Set<number>[] | undefined {
  const found = new Map<string, Set<number>>();
  const result: Set<number>[] = [];
  for (const [index, domain] of unknowns.domains.entries()) {
    // Unknowns of equal domains are interchangeable.
    const key = domain.join();
    let possible = found.get(key);
    if (!possible) {
      possible = possibleFor(unknowns, index, until);
      if (!possible) return undefined;
      found.set(key, possible);
    }
    result.push(possible);
  }
  return result;
}

function possibleFor({ domains, accepts, usesSquares }: Unknowns, index: number, until: number) {
  const others = reachable(
    domains.filter((_, position) => position !== index),
    usesSquares,
    until,
  );
  if (!others) return undefined;
  const square = (value: number) => (usesSquares ? value * value : 0);
  return new Set(
    domains[index]!.filter((value) =>
      others.some((sum, squares) => accepts(sum + value, squares + square(value))),
    ),
  );
}

/** Sums and sums of squares that some assignment has. */
function reachable(domains: readonly (readonly number[])[], usesSquares: boolean, until: number) {
  let known = new Pairs(1, 1);
  known.add(0, 0);
  for (const domain of domains) {
    const most = Math.max(...domain);
    const next = new Pairs(known.sums + most, usesSquares ? known.squares + most * most : 1);
    if (next.size > LARGEST || performance.now() > until) return undefined;
    for (const value of domain) known.addAllTo(next, value, usesSquares ? value * value : 0);
    known = next;
  }
  return known;
}

/** More pairs than this are beyond the time allowed. */
const LARGEST = 40_000_000;

/** A set of pairs of a sum and a sum of squares. */
class Pairs {
  readonly #has: Uint8Array;
  constructor(
    readonly sums: number,
    readonly squares: number,
  ) {
    this.#has = new Uint8Array(Math.min(this.size, LARGEST + 1));
  }
  get size(): number {
    return this.sums * this.squares;
  }
  add(sum: number, squares: number): void {
    this.#has[sum * this.squares + squares] = 1;
  }
  addAllTo(other: Pairs, sum: number, squares: number): void {
    for (let s = 0; s < this.sums; s++) {
      const from = s * this.squares;
      const to = (s + sum) * other.squares + squares;
      for (let q = 0; q < this.squares; q++) if (this.#has[from + q] === 1) other.#has[to + q] = 1;
    }
  }
  some(holds: (sum: number, squares: number) => boolean): boolean {
    for (let s = 0; s < this.sums; s++) {
      for (let q = 0; q < this.squares; q++) {
        if (this.#has[s * this.squares + q] === 1 && holds(s, q)) return true;
      }
    }
    return false;
  }
}

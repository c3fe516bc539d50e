/** A published total: the duos it sums over, by their index. The attacker knows which they are, but no value. */
export type Total = readonly number[];

/**
 * Whether some rational combination of the totals depends on at least one and on at most `limit` duos. Exact: duos
 * in the same totals are one atom, weighing their number, and the combinations are the row space of a matrix of
 * totals by atoms. Atoms are walked from the heaviest; each either has coefficient zero (one row is eliminated) or
 * belongs to the support (its weight is paid from the limit). Rows left over at the end are such combinations.
 * @param known duos whose values the attacker has already: they are free, and count for nothing
 */
export function hasSmallSupport(
  totals: readonly Total[],
  limit: number,
  known: ReadonlySet<number> = new Set(),
): boolean {
  const { rows, weights } = atomMatrix(totals, known);
  const light = weights.findIndex((weight) => weight <= limit);
  if (light < 0) return false;
  let remaining: readonly Row[] = rows;
  for (let atom = 0; atom < light; atom++) remaining = eliminate(remaining, atom);
  return search(independent(remaining, light), weights, light, limit);
}

/** @param rows independent combinations whose coefficient is zero at every atom walked and not paid for */
function search(rows: readonly Row[], weights: readonly number[], from: number, budget: number): boolean {
  let remaining: readonly Row[] = rows;
  for (let atom = from; atom < weights.length && remaining.length > 0; atom++) {
    if (remaining.every((row) => row[atom] === 0)) continue;
    const weight = weights[atom]!;
    if (weight <= budget && search(remaining, weights, atom + 1, budget - weight)) return true;
    remaining = eliminate(remaining, atom);
  }
  return remaining.length > 0;
}

type Row = readonly number[];

/** Totals by atoms, the heaviest atom first. */
function atomMatrix(totals: readonly Total[], known: ReadonlySet<number>) {
  const memberships = new Map<number, number[]>();
  totals.forEach((total, index) => {
    for (const duo of total) {
      if (known.has(duo)) continue;
      const membership = memberships.get(duo);
      if (membership) membership.push(index);
      else memberships.set(duo, [index]);
    }
  });
  const atoms = new Map<string, { membership: readonly number[]; weight: number }>();
  for (const membership of memberships.values()) {
    const key = membership.join();
    const atom = atoms.get(key);
    if (atom) atom.weight += 1;
    else atoms.set(key, { membership, weight: 1 });
  }
  const ordered = [...atoms.values()].sort((a, b) => b.weight - a.weight);
  const rows = totals.map(() => ordered.map(() => 0));
  ordered.forEach((atom, column) => {
    for (const total of atom.membership) rows[total]![column] = 1;
  });
  return { rows, weights: ordered.map((atom) => atom.weight) };
}

/** The combinations of the rows that are zero at a column: a basis of them if the rows are independent. */
function eliminate(rows: readonly Row[], column: number): Row[] {
  const pivot = rows.find((row) => row[column] !== 0);
  if (pivot === undefined) return [...rows];
  return rows.filter((row) => row !== pivot).map((row) => clear(row, pivot, column));
}

/** A basis of the rows' span, which is zero before the column `from`. */
function independent(rows: readonly Row[], from: number): Row[] {
  const basis: Row[] = [];
  let remaining: readonly Row[] = rows;
  for (let column = from; column < (rows[0]?.length ?? 0); column++) {
    const pivot = remaining.find((row) => row[column] !== 0);
    if (pivot) basis.push(pivot);
    remaining = eliminate(remaining, column);
  }
  return basis;
}

/** Integers throughout, so exact: rows are scaled against each other and divided by their common divisor. */
function clear(row: Row, pivot: Row, column: number): Row {
  const factor = row[column]!;
  if (factor === 0) return row;
  const scale = pivot[column]!;
  const cleared = row.map((value, index) => value * scale - pivot[index]! * factor);
  let divisor = 0;
  for (const value of cleared) {
    if (!Number.isSafeInteger(value)) throw new RangeError("elimination left the exact integers");
    divisor = commonDivisor(divisor, Math.abs(value));
    if (divisor === 1) break;
  }
  return divisor === 0 ? cleared : cleared.map((value) => value / divisor);
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}

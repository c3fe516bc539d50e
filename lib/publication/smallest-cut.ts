import { groupBy } from "../domain/group-by";

/**
 * The smallest cut of a bipartite graph over its connected components: the least total weight of edges whose removal
 * splits a component in two (the global minimum cut of Stoer and Wagner 1997). Each side of such a cut is connected,
 * so it takes off a single row or it parts the columns.
 * @param weights rows by columns, 0 where there is no edge
 * @returns the weight, `Infinity` when there is no edge at all
 * @throws RangeError for a component of more than 20 columns
 */
export function smallestCut(weights: readonly (readonly number[])[]): number {
  return Math.min(smallestRow(weights), smallestSplit(weights));
}

/** The smallest cut that takes off a single row: the least total of a row that has an edge. */
export function smallestRow(weights: readonly (readonly number[])[]): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (const row of weights) {
    const total = sum(row);
    if (total > 0 && total < smallest) smallest = total;
  }
  return smallest;
}

/**
 * The smallest cut that parts the columns of a component. Once every column has a side, each row takes the cheaper
 * one, so trying all sides of the few columns is exact.
 */
export function smallestSplit(weights: readonly (readonly number[])[]): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (const { rows, columns } of connectedComponents(weights)) {
    if (columns.length > 20) throw new RangeError(`too many columns to try all sides of: ${columns.length}`);
    const edges = rows.map((row) => columns.map((column) => weights[row]![column]!));
    const totals = edges.map(sum);
    // The last column stays on the far side, or every split would be tried twice.
    const splits = 2 ** (columns.length - 1);
    for (let nearSide = 1; nearSide < splits; nearSide++) {
      let cut = 0;
      for (let row = 0; row < edges.length && cut < smallest; row++) {
        const near = weightWithin(edges[row]!, nearSide);
        cut += Math.min(near, totals[row]! - near);
      }
      smallest = Math.min(smallest, cut);
    }
  }
  return smallest;
}

/** Indices of the rows and columns of each component that has an edge. */
export function connectedComponents(
  weights: readonly (readonly number[])[],
): { rows: number[]; columns: number[] }[] {
  const firstOf = weights.map((row) => row.findIndex((weight) => weight > 0));
  // Columns of one component share a label; a row joins those of its columns.
  const labels = Array.from(weights[0] ?? [], (_, column) => column);
  weights.forEach((row, index) => {
    const label = labels[firstOf[index]!];
    row.forEach((weight, column) => {
      const joined = labels[column]!;
      if (weight === 0 || label === undefined || joined === label) return;
      labels.forEach((other, position) => {
        if (other === joined) labels[position] = label;
      });
    });
  });
  const connected = weights.map((_, row) => row).filter((row) => firstOf[row]! >= 0);
  return [...groupBy(connected, (row) => labels[firstOf[row]!])].map(([label, rows]) => ({
    rows,
    columns: labels.flatMap((other, column) => (other === label ? [column] : [])),
  }));
}

function sum(row: readonly number[]): number {
  return row.reduce((total, weight) => total + weight, 0);
}

function weightWithin(row: readonly number[], columns: number): number {
  let near = 0;
  for (let column = 0; column < row.length; column++) {
    if (columns & (1 << column)) near += row[column]!;
  }
  return near;
}

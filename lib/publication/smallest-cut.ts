/**
 * The smallest cut of a bipartite graph over its connected components: the least total weight of edges whose removal
 * splits a component in two. A component is cut by choosing a side for every column; each row then takes the cheaper
 * side, so enumerating the sides of the few columns is exact (the global minimum cut of Stoer and Wagner 1997).
 * @param weights rows by columns, 0 where there is no edge, at most 20 columns
 * @returns the weight, `Infinity` when there is no edge at all
 * @throws RangeError for more than 20 columns
 */
export function smallestCut(weights: readonly (readonly number[])[]): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (const { rows, columns } of connectedComponents(weights)) {
    const edges = rows.map((row) => columns.map((column) => weights[row]![column]!));
    const totals = edges.map((row) => row.reduce((sum, weight) => sum + weight, 0));
    // All columns on one side: the cheapest cut takes off a single row.
    smallest = Math.min(smallest, ...totals);
    // The last column stays on the far side, or every split would be counted twice.
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
  let components: { rows: number[]; columns: number[] }[] = [];
  weights.forEach((row, index) => {
    const reached = row.flatMap((weight, column) => (weight > 0 ? [column] : []));
    if (reached.length === 0) return;
    const touches = (component: { columns: number[] }) =>
      component.columns.some((column) => reached.includes(column));
    const touched = components.filter(touches);
    components = components.filter((component) => !touches(component));
    components.push({
      rows: [...touched.flatMap((component) => component.rows), index],
      columns: [...new Set([...touched.flatMap((component) => component.columns), ...reached])],
    });
  });
  if (components.some((component) => component.columns.length > 20)) {
    throw new RangeError("more than 20 columns cannot be enumerated");
  }
  return components;
}

function weightWithin(row: readonly number[], columns: number): number {
  let sum = 0;
  for (let column = 0; column < row.length; column++) {
    if (columns & (1 << column)) sum += row[column]!;
  }
  return sum;
}

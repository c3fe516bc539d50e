import { describe, expect, test } from "vitest";
import { seededRandom } from "@/lib/statistics/random";
import { connectedComponents, smallestCut } from "./smallest-cut";

describe("the smallest cut", () => {
  test("of a single edge is the edge, and without an edge there is none", () => {
    expect(smallestCut([[7]])).toBe(7);
    expect(smallestCut([[0, 0]])).toBe(Number.POSITIVE_INFINITY);
    expect(smallestCut([])).toBe(Number.POSITIVE_INFINITY);
  });

  test("may run across rows and columns", () => {
    expect(
      smallestCut([
        [5, 2],
        [2, 5],
      ]),
    ).toBe(4);
  });

  test("is never the empty cut between two components", () => {
    expect(
      smallestCut([
        [5, 0],
        [0, 3],
      ]),
    ).toBe(3);
  });

  test("is what trying every set of vertices finds", () => {
    const random = seededRandom(5);
    for (let round = 0; round < 300; round++) {
      const [rows, columns] = [1 + Math.floor(random() * 5), 1 + Math.floor(random() * 4)];
      const weights = Array.from({ length: rows }, () =>
        Array.from({ length: columns }, () => (random() < 0.6 ? Math.floor(random() * 8) : 0)),
      );
      expect(smallestCut(weights)).toBe(tryEverySet(weights));
    }
  });
});

test("components are joined by a later row", () => {
  const components = connectedComponents([
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 0],
    [0, 0, 1],
    [1, 1, 0],
  ]);
  expect(components).toEqual([
    { rows: [0, 1, 4], columns: [0, 1] },
    { rows: [3], columns: [2] },
  ]);
});

/** The least positive weight between a set of vertices and the others: sets that cut no edge split no component. */
function tryEverySet(weights: number[][]): number {
  const columns = weights[0]!.length;
  let least = Number.POSITIVE_INFINITY;
  for (let set = 0; set < 2 ** (weights.length + columns); set++) {
    const side = (vertex: number) => (set >> vertex) & 1;
    let cut = 0;
    weights.forEach((row, i) => {
      row.forEach((weight, j) => {
        if (side(i) !== side(weights.length + j)) cut += weight;
      });
    });
    if (cut > 0) least = Math.min(least, cut);
  }
  return least;
}

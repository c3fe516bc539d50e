import { describe, expect, test } from "vitest";
import { type Random, seededRandom } from "@/lib/statistics/random";
import { hasSmallSupport, type Total } from "./linear-attacker";

describe("a small support", () => {
  test("is found where a difference of two totals leaves one duo", () => {
    expect(hasSmallSupport([range(0, 10), range(0, 9)], 4)).toBe(true);
    expect(hasSmallSupport([range(0, 10), range(0, 5)], 4)).toBe(false);
  });

  test("is found across three totals that none of them shows alone", () => {
    // {0..9} - {0..4} - {5..8} is duo 9.
    expect(hasSmallSupport([range(0, 10), range(0, 5), range(5, 9)], 1)).toBe(true);
    expect(hasSmallSupport([range(0, 10), range(0, 5), range(5, 9)], 0)).toBe(false);
  });

  test("leaves out what the attacker knows already", () => {
    expect(hasSmallSupport([range(0, 5)], 4)).toBe(false);
    expect(hasSmallSupport([range(0, 5)], 4, new Set([0]))).toBe(true);
    expect(hasSmallSupport([range(0, 5)], 4, new Set(range(0, 5)))).toBe(false);
  });

  test("is what trying every set of duos finds, with fractions of whole numbers of any size", () => {
    const random = seededRandom(3);
    const seen = { true: 0, false: 0 };
    for (let round = 0; round < 400; round++) {
      const duoCount = 6 + Math.floor(random() * 6);
      const totals = Array.from({ length: 1 + Math.floor(random() * 5) }, () => someOf(random, duoCount));
      const known = new Set(someOf(random, duoCount).filter(() => random() < 0.3));
      for (const limit of [1, 2, 3, 4]) {
        const expected = tryEverySet(totals, duoCount, limit, known);
        expect(hasSmallSupport(totals, limit, known)).toBe(expected);
        seen[`${expected}`]++;
      }
    }
    expect(Math.min(seen.true, seen.false)).toBeGreaterThan(300);
  });
});

/** A set holds a support if leaving out its duos, beside the known ones, lowers the rank of the totals. */
function tryEverySet(
  totals: readonly Total[],
  duoCount: number,
  limit: number,
  known: ReadonlySet<number>,
): boolean {
  const unknown = range(0, duoCount).filter((duo) => !known.has(duo));
  const rankOver = (duos: readonly number[]) =>
    rank(totals.map((total) => duos.map((duo) => (total.includes(duo) ? 1n : 0n))));
  const full = rankOver(unknown);
  for (let set = 0; set < 2 ** unknown.length; set++) {
    const outside = unknown.filter((_, position) => (set & (1 << position)) === 0);
    if (unknown.length - outside.length <= limit && rankOver(outside) < full) return true;
  }
  return false;
}

/** Over the rationals, by cross-multiplication in whole numbers. */
function rank(rows: readonly (readonly bigint[])[]): number {
  const [first, ...rest] = rows;
  if (first === undefined) return 0;
  const column = first.findIndex((value) => value !== 0n);
  if (column < 0) return rank(rest);
  const cleared = rest.map((row) =>
    row.map((value, index) => value * first[column]! - first[index]! * row[column]!),
  );
  return 1 + rank(cleared);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

function someOf(random: Random, duoCount: number): number[] {
  const share = random();
  return range(0, duoCount).filter(() => random() < share);
}

import { expect, test } from "vitest";
import { seededRandom } from "@/lib/statistics/random";
import { possibleValues, type Unknowns } from "./enumerate";

const later = () => performance.now() + 60_000;
const values = (unknowns: Unknowns) =>
  possibleValues(unknowns, later())!.map((possible) => [...possible].sort((a, b) => a - b));

test("a sum at its end determines everything, one step inside it nothing", () => {
  const domains = [
    [0, 1, 2],
    [0, 1, 2],
  ];
  const sumIs = (wanted: number) => values({ domains, accepts: (sum) => sum === wanted, usesSquares: false });
  expect(sumIs(4)).toEqual([[2], [2]]);
  expect(sumIs(3)).toEqual([
    [1, 2],
    [1, 2],
  ]);
});

test("what comes out is what trying every assignment finds", () => {
  const random = seededRandom(7);
  for (let round = 0; round < 200; round++) {
    const domains = Array.from({ length: 1 + Math.floor(random() * 4) }, () =>
      [0, 1, 2, 3, 4].filter(() => random() < 0.7).concat(5),
    );
    const truth = domains.map((domain) => domain[Math.floor(random() * domain.length)]!);
    const [sum, squares] = [total(truth), total(truth.map((value) => value * value))];
    const accepts = (s: number, q: number) => Math.abs(s - sum) <= 1 && Math.abs(q - squares) <= 3;
    const expected = domains.map(() => new Set<number>());
    for (const all of assignments(domains)) {
      if (!accepts(total(all), total(all.map((value) => value * value)))) continue;
      for (const [index, value] of all.entries()) expected[index]!.add(value);
    }
    const sorted = expected.map((set) => [...set].sort((a, b) => a - b));
    expect(values({ domains, accepts, usesSquares: true })).toEqual(sorted);
  }
});

test("it says so when its time is over", () => {
  const domains = [[0, 1], [0]];
  expect(possibleValues({ domains, accepts: () => true, usesSquares: false }, 0)).toBeUndefined();
});

const total = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0);

function* assignments(domains: readonly (readonly number[])[]): Generator<number[]> {
  const [first, ...rest] = domains;
  if (!first) {
    yield [];
    return;
  }
  for (const value of first) for (const others of assignments(rest)) yield [value, ...others];
}

import { expect, test } from "vitest";
import { seededRandom } from "@/lib/statistics/random";
import { possibleChoices, type Window } from "./windows";

test("choices are those of all sequences that every window allows", () => {
  const random = seededRandom(5);
  for (let round = 0; round < 100; round++) {
    const choices = Array.from({ length: 5 }, () => (random() < 0.2 ? null : [0, 1, 2, 4]));
    const truth = choices.map((values) => (values ? Math.floor(random() * values.length) : 0));
    const valueAt = (cycle: number, position: number) => (choices[cycle] ? choices[cycle]![position]! : 0);
    const windows = [1, 2, 3, 4].map((last): Window => {
      const cycles = [last - 2, last - 1, last].filter((cycle) => cycle >= 0);
      const sum = cycles.reduce((total, cycle) => total + valueAt(cycle, truth[cycle]!), 0);
      return { cycles, low: sum - Math.floor(3 * random()), high: sum + Math.floor(3 * random()) };
    });
    const expected = choices.map(() => new Set<number>());
    for (const sequence of sequences(choices.map((values) => values?.length ?? 1))) {
      const isAllowed = windows.every(({ cycles, low, high }) => {
        const sum = cycles.reduce((total, cycle) => total + valueAt(cycle, sequence[cycle]!), 0);
        return sum >= low && sum <= high;
      });
      if (isAllowed) for (const [cycle, position] of sequence.entries()) expected[cycle]!.add(position);
    }
    const sorted = (sets: Set<number>[]) => sets.map((set) => [...set].sort());
    expect(sorted(possibleChoices(choices, windows))).toEqual(sorted(expected));
  }
});

function* sequences(sizes: readonly number[]): Generator<number[]> {
  const [first, ...rest] = sizes;
  if (first === undefined) {
    yield [];
    return;
  }
  for (let position = 0; position < first; position++) {
    for (const others of sequences(rest)) yield [position, ...others];
  }
}

import { expect, test } from "vitest";
import { type Cadence, cadences } from "../schedule/choices";
import { detectability, detectabilityGrid, withMoreAnswers } from "./detectability";
import table from "./detectability.json";

const { duos, response } = detectabilityGrid;

test("the table has every cell, with shares", () => {
  for (const cadence of cadences) {
    expect(table[cadence]).toHaveLength(response.length);
    for (const row of table[cadence]) {
      expect(row).toHaveLength(duos.length);
      for (const cell of row) for (const share of cell) expect(share >= 0 && share <= 1).toBe(true);
    }
  }
});

test("at a simulated setting it is the simulated figure; false alarms are those of all duos", () => {
  const [drops, slides, falseAlarms] = table.monthly[1]![2]!;
  const seen = detectability({ duos: 200, response: 0.7, cadence: "monthly" });
  expect(seen.drops).toBeCloseTo(drops!, 12);
  expect(seen.slides).toBeCloseTo(slides!, 12);
  expect(seen.falseAlarms).toBeCloseTo(200 * falseAlarms!, 12);
});

test("between two settings it lies between them, half way on the logarithm of the duos", () => {
  const [few, many] = [table.monthly[1]![1]![0]!, table.monthly[1]![2]![0]!];
  expect(detectability({ duos: 100, response: 0.7, cadence: "monthly" }).drops).toBeCloseTo(
    (few + many) / 2,
    12,
  );
  const [low, high] = [table.monthly[1]![1]![0]!, table.monthly[2]![1]![0]!];
  expect(detectability({ duos: 50, response: 0.75, cadence: "monthly" }).drops).toBeCloseTo(
    (2 * low + high) / 3,
    12,
  );
});

test("beyond the ends the last values hold", () => {
  const at = (size: number, share: number) =>
    detectability({ duos: size, response: share, cadence: "monthly" });
  expect(at(5, 0.7).drops).toBe(at(20, 0.7).drops);
  expect(at(5000, 0.7).drops).toBe(at(500, 0.7).drops);
  expect(at(50, 0.2).drops).toBe(at(50, 0.55).drops);
});

test("one more survey in ten is a tenth more response, all at most", () => {
  const setting = { duos: 200, cadence: "monthly" } as const;
  expect(withMoreAnswers({ ...setting, response: 0.6 })).toEqual(
    detectability({ ...setting, response: 0.7 }),
  );
  expect(withMoreAnswers({ ...setting, response: 0.97 })).toEqual(detectability({ ...setting, response: 1 }));
});

test("more answers show more, and in monthly cycles more duos do too", () => {
  const drops = (size: number, share: number, cadence: Cadence = "monthly") =>
    detectability({ duos: size, response: share, cadence }).drops;
  for (const cadence of cadences) {
    expect(drops(200, 1, cadence)).toBeGreaterThan(drops(200, 0.55, cadence));
  }
  expect(drops(500, 0.85)).toBeGreaterThan(drops(20, 0.85));
});

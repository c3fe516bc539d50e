import { describe, expect, test } from "vitest";
import type { CycleFacts } from "./frame";
import { askedRange, stepsOf } from "./report-range";

const cycle = (number: number, more: Partial<CycleFacts> = {}): CycleFacts => ({
  id: `cycle ${number}`,
  number,
  state: "published",
  opensOn: `2026-${String(number).padStart(2, "0")}-05`,
  publishedAt: new Date(Date.UTC(2026, number - 1, 28)),
  sharingMode: "scoped",
  instrumentVersion: "1.0.0",
  instrumentBreak: false,
  withdrawnAt: null,
  withdrawnReason: null,
  ...more,
});
const asked = (cycles: readonly CycleFacts[], to: number, from?: number) => {
  const found = askedRange({
    cycles: cycles.toReversed(),
    cycle: cycles.find(({ number }) => number === to)!,
    filters: from === undefined ? {} : { from: `cycle ${from}` },
  });
  return found.kind === "range"
    ? {
        cycles: found.cycles.map(({ number }) => number),
        withdrawn: found.withdrawn.map(({ number }) => number),
      }
    : found;
};
const six = [1, 2, 3, 4, 5, 6].map((number) => cycle(number));

describe("the cycles of a report", () => {
  test("are a quarter of monthly ones unless another beginning is asked for", () => {
    expect(asked(six, 6)).toEqual({ cycles: [3, 4, 5, 6], withdrawn: [] });
    expect(asked(six, 5, 1)).toEqual({ cycles: [1, 2, 3, 4, 5], withdrawn: [] });
    expect(asked(six, 2)).toEqual({ cycles: [1, 2], withdrawn: [] });
    expect(asked(six, 4, 4)).toEqual({ cycles: [4], withdrawn: [] });
  });
  test("leave withdrawn ones out, the first one asked for too, and say which", () => {
    const cycles = six.map((one) => ([2, 4].includes(one.number) ? { ...one, state: "withdrawn" } : one));
    expect(asked(cycles, 6, 2)).toEqual({ cycles: [3, 5, 6], withdrawn: [2, 4] });
    expect(asked(cycles, 6)).toEqual({ cycles: [1, 3, 5, 6], withdrawn: [2, 4] });
  });
  test("are none where the first is later than the last", () => {
    expect(asked(six, 3, 5)).toEqual({ kind: "reversed", from: six[4] });
  });
  test("are compared in pairs of neighbours that both show duos: never across a private one", () => {
    const pairs = (cycles: readonly CycleFacts[]) =>
      stepsOf(cycles).map(({ before, after }) => [before.number, after.number]);
    expect(pairs(six)).toEqual([
      [1, 2],
      [2, 3],
      [3, 4],
      [4, 5],
      [5, 6],
    ]);
    expect(pairs([cycle(1), cycle(2), cycle(3, { sharingMode: "private" }), cycle(4), cycle(6)])).toEqual([
      [1, 2],
      [4, 6],
    ]);
    expect(pairs([cycle(1)])).toEqual([]);
  });
});

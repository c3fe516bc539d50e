import { describe, expect, test } from "vitest";
import { beganIn, breaksAmong, duoMarks, type PastDuo } from "./duos";
import type { CycleFacts } from "./frame";

/** Monthly cycles: number 1 opens on 1 February 2026. */
const cycle = (number: number, change: Partial<CycleFacts> = {}): CycleFacts => ({
  id: `cycle ${number}`,
  number,
  state: "published",
  opensOn: `2026-0${number + 1}-01`,
  publishedAt: new Date(Date.UTC(2026, number, 22)),
  sharingMode: "scoped",
  instrumentVersion: "1",
  instrumentBreak: false,
  withdrawnAt: null,
  withdrawnReason: null,
  ...change,
});
const past = (of: CycleFacts, unitId = "a"): PastDuo => ({
  cycle: of,
  unitId,
  unitName: `unit ${unitId}`,
  status: "steady",
  reason: "",
  sinceOn: null,
  sinceFromOn: null,
  sinceToOn: null,
  fall: null,
  level: 60,
  agreement: "some",
});

describe("marks on a duo's time axis", () => {
  const cycles = [6, 5, 4, 3, 2, 1].map((number) => cycle(number));
  const inView = { cycles, cycle: cycles[0]! };
  const from = (number: number) => [...cycles].reverse().filter((one) => one.number >= number);
  const marks = (rows: readonly PastDuo[], tenure: number, frame = inView) => [
    ...duoMarks(rows, frame, tenure),
  ];

  test("a duo that began after others has its first cycle marked", () => {
    expect(
      marks(
        from(4).map((of) => past(of)),
        2,
      ),
    ).toEqual([["cycle 4", [{ kind: "began" }]]]);
  });
  test("not when the duo is older than the rows that a leader reads of it", () => {
    expect(
      marks(
        from(4).map((of) => past(of)),
        3,
      ),
    ).toEqual([]);
  });
  test("nor when it was there from the organization's first cycle on", () => {
    expect(
      marks(
        from(1).map((of) => past(of)),
        5,
      ),
    ).toEqual([]);
  });
  test("a move and a fresh start after a private cycle", () => {
    const rows = [past(cycle(1)), past(cycle(2), "b"), past(cycle(4), "b")];
    const withPrivate = cycles.map((one) => (one.number === 3 ? cycle(3, { sharingMode: "private" }) : one));
    expect(marks(rows, 24, { cycles: withPrivate, cycle: cycle(4) })).toEqual([
      ["cycle 2", [{ kind: "moved", unitName: "unit b" }]],
      ["cycle 4", [{ kind: "fresh" }]],
    ]);
  });
  test("new questions are said beside whatever else happened with that cycle, or with one that is left out", () => {
    const broken = cycles.map((one) => (one.number === 3 ? cycle(3, { instrumentBreak: true }) : one));
    const frame = { cycles: broken, cycle: cycle(4) };
    expect(marks([past(cycle(2)), past(cycle(3), "b")], 24, frame)).toEqual([
      ["cycle 3", [{ kind: "instrument" }, { kind: "moved", unitName: "unit b" }]],
    ]);
    expect(breaksAmong(broken, [cycle(3), cycle(4)])).toEqual([false, false]);
    expect(breaksAmong(broken, [cycle(1), cycle(2), cycle(4)])).toEqual([false, false, true]);
  });
});

test("a change may have begun in every cycle from the first to the last day of its interval", () => {
  const change = { sinceFromOn: "2026-03-01", sinceToOn: "2026-05-01" };
  expect([1, 2, 3, 4, 5].filter((number) => beganIn(change, cycle(number)))).toEqual([2, 3, 4]);
  expect(beganIn({ sinceFromOn: null, sinceToOn: null }, cycle(2))).toBe(false);
});

import { describe, expect, test } from "vitest";
import { type StatusCode, statusCodes } from "../domain/published";
import { dictionary } from "../i18n";
import { formats } from "../i18n/format";
import type { ShareBand } from "../publication/share-band";
import type { Move } from "./changes";
import {
  changeSentence,
  completeWords,
  isFew,
  movedWords,
  movesSince,
  olderStateWords,
  stateSentence,
} from "./sentence";
import type { TrackedDuo, TrackedState } from "./tracked-duo";
import type { UnitStates } from "./unit-states";

const words = dictionary("en");
const format = formats("en", "Pacific/Honolulu");

function unit(counts: Partial<Record<StatusCode, number>>, counted: number) {
  return {
    hidden: undefined,
    counted,
    enrolled: counted + 2,
    watch: { kind: "none" },
    states: statusCodes.map((status) => ({ status, value: counts[status] ?? 0, band: null })),
  } satisfies UnitStates;
}

const said = (
  counts: Partial<Record<StatusCode, number>>,
  counted: number,
  moves?: Move[],
  compared = counted,
) =>
  stateSentence(unit(counts, counted), moves && { moves, compared, cycle: "September" }, { words, format });
const into = (to: StatusCode, count: number): Move => ({ from: "steady", to, count });

test("under a filter by agreement nothing is said of who is complete", () => {
  const states = unit({}, 27);
  expect(completeWords({ filters: {}, states }, { words, format })).toBe("27 of 29 duos complete");
  expect(completeWords({ filters: { agreement: "high" }, states }, { words, format })).toBe(
    "27 duos, complete as all that have a band of agreement",
  );
});

describe("the state of a unit in a sentence", () => {
  test("says nothing of diverging where no duo can diverge yet, and says it where one does", () => {
    const early = (counts: Partial<Record<StatusCode, number>>) =>
      stateSentence({ ...unit(counts, 9), tooEarly: true }, undefined, { words, format });
    expect(early({ multiplying: 2, steady: 7 })).toBe("2 of 9 complete duos multiply their impact.");
    expect(early({ steady: 8, diverging: 1 })).toBe(
      "None of 9 complete duos multiplies its impact yet. 1 diverges.",
    );
    const states = statusCodes.map((status) => ({ status, value: null, band: "to-20" as ShareBand }));
    expect(stateSentence({ ...unit({}, 9), states, tooEarly: true }, undefined, { words, format })).toBe(
      "Up to 20% of 9 complete duos multiply their impact.",
    );
  });
  test("says how many multiply, diverge and newly so", () => {
    expect(said({ multiplying: 46, diverging: 5, steady: 60 }, 111, [into("diverging", 2)])).toBe(
      "46 of 111 complete duos multiply their impact. 5 diverge, 2 of them newly since September.",
    );
  });
  test("has words for one, for all and for none", () => {
    expect(said({ multiplying: 1, diverging: 1, steady: 8 }, 10, [into("diverging", 1)])).toBe(
      "1 of 10 complete duos multiplies its impact. 1 diverges, newly since September.",
    );
    expect(said({ diverging: 3, steady: 7 }, 10, [into("diverging", 3)])).toBe(
      "None of 10 complete duos multiplies its impact yet. 3 diverge, all of them newly since September.",
    );
    expect(said({ multiplying: 2, diverging: 2, steady: 6 }, 10, [])).toBe(
      "2 of 10 complete duos multiply their impact. 2 diverge, none of them newly.",
    );
    expect(said({ multiplying: 2, steady: 8 }, 10, [])).toBe(
      "2 of 10 complete duos multiply their impact. None diverges.",
    );
  });
  test("says nothing of newly without an earlier cycle", () => {
    expect(said({ multiplying: 1234, diverging: 12, steady: 8 }, 1254)).toBe(
      "1,234 of 1,254 complete duos multiply their impact. 12 diverge.",
    );
  });
  test("says of how many duos what is new, where not all that are complete now were before", () => {
    const counts = { multiplying: 46, diverging: 5, steady: 60 };
    const begin = "46 of 111 complete duos multiply their impact. 5 diverge.";
    expect(said(counts, 111, [into("diverging", 2)], 84)).toBe(
      `${begin} Of the 84 duos complete in both cycles, 2 diverge newly since September.`,
    );
    expect(said(counts, 111, [], 84)).toBe(
      `${begin} Of the 84 duos complete in both cycles, none diverges newly since September.`,
    );
    expect(said(counts, 111, [into("diverging", 1)], 1)).toBe(
      `${begin} The one duo complete in both cycles diverges newly since September.`,
    );
  });
  test("says nothing of changes where no duo is complete in both cycles", () => {
    expect(movesSince({ moves: [], compared: 0, older: 3 }, "September")).toBeUndefined();
    expect(movesSince({ moves: [], compared: 1, older: 0 }, undefined)).toBeUndefined();
    expect(movesSince({ moves: [], compared: 1, older: 0 }, "May")).toMatchObject({
      compared: 1,
      cycle: "May",
    });
  });
  test("begins with how few were heard from, below 60% complete", () => {
    const few = { ...unit({ multiplying: 6, steady: 34 }, 40), enrolled: 120 };
    expect(stateSentence(few, undefined, { words, format })).toBe(
      "Only 40 of 120 duos are complete; what follows is about them. 6 of 40 complete duos multiply their impact. None diverges.",
    );
    expect(isFew({ counted: 59, enrolled: 100 })).toBe(true);
    expect(isFew({ counted: 60, enrolled: 100 })).toBe(false);
  });
  test("says that no duo is complete, and nothing of any state", () => {
    expect(said({}, 0, [])).toBe(
      "None of the 2 duos here was complete in this cycle, so nothing is said of any.",
    );
    expect(stateSentence({ ...unit({}, 0), enrolled: 1 }, undefined, { words, format })).toBe(
      "The one duo here was not complete in this cycle, so nothing is said of it.",
    );
  });
  test("tells a single duo without counting", () => {
    const one = { ...unit({ steady: 1 }, 1), enrolled: 1 };
    expect(stateSentence(one, undefined, { words, format })).toBe(
      "The one complete duo does not multiply its impact yet.",
    );
  });
  test("says that it is too early when no duo has a state", () => {
    expect(said({ "not-enough-data": 12 }, 12)).toBe(
      "It is too early to tell: all 12 complete duos have too few answers so far.",
    );
  });
  test("says bands and no count of a private cycle", () => {
    const bands: Partial<Record<StatusCode, ShareBand>> = { multiplying: "to-50", diverging: "to-20" };
    const states = statusCodes.map((status) => ({ status, value: null, band: bands[status] ?? "to-20" }));
    expect(stateSentence({ ...unit({}, 40), states }, undefined, { words, format })).toBe(
      "20 to 50% of 40 complete duos multiply their impact. Up to 20% diverge.",
    );
  });
});

test("a state's change counts duos in and out, or says that nothing clear changed", () => {
  const since = {
    moves: [into("multiplying", 5), { ...into("steady", 1), from: "multiplying" as const }],
    compared: 9,
    cycle: "May",
  };
  const moved = (status: StatusCode) => movedWords(status, since, { words, format });
  expect(moved("multiplying")).toBe("5 in, 1 out since May");
  expect(moved("strained")).toBe("no clear change");
});

function duo(given: Partial<TrackedDuo>, history: TrackedState["status"][]): TrackedDuo {
  return {
    duoId: "7d8f1f5e-0000-4000-8000-000000000001",
    name: "Payments core",
    unitId: "7d8f1f5e-0000-4000-8000-000000000002",
    unitName: "Payments",
    pairType: "tech-lead-em",
    status: "steady",
    reason: "",
    sinceOn: "2026-08-01",
    sinceFromOn: "2026-07-01",
    sinceToOn: "2026-09-01",
    fall: 15,
    level: null,
    agreement: null,
    lastStatusOn: null,
    gradeDistance: 1,
    tenureMonths: 12,
    lineManager: false,
    teamSize: null,
    platform: false,
    previousStatus: null,
    previousLevel: null,
    ...given,
    states: history.map((status) => ({ status, reason: "" })),
  };
}

describe("what changed for a duo", () => {
  const at = new Date("2026-11-02T09:00:00Z");
  const told = (one: TrackedDuo) => changeSentence(one, { at, among: [] }, { words, format });
  test("is dated where the engine dates it, the same day in every zone", () => {
    const one = duo({ status: "diverging", reason: "declining", level: 45, previousLevel: 65 }, [
      "steady",
      "diverging",
    ]);
    expect(told(one)).toBe("Diverging, declining since August. Level 45, was 65.");
  });
  test("tells what it follows otherwise, and what came back", () => {
    const history = ["multiplying", "strained", "strained", "multiplying"] as const;
    expect(told(duo({ status: "multiplying", level: 75, previousLevel: 75 }, [...history]))).toBe(
      "Multiplying again, after 2 strained cycles. Level 75, as before.",
    );
    expect(told(duo({ status: "strained", reason: "low+split" }, ["steady", "strained"]))).toBe(
      "Strained, low level, split view, after 1 steady cycle.",
    );
  });
});

test("a duo's older state is dated, and one that the reader may not read is told so", () => {
  const one = duo({}, ["strained", "incomplete", "steady"]);
  const told = (inBoth: boolean, previousStatusOn: string | null) =>
    olderStateWords(
      { ...one, inBoth, previousStatusOn },
      [{ opensOn: "2026-07-01" }, { opensOn: "2026-06-01" }, { opensOn: "2026-06-29" }],
      { words, format },
    );
  expect(told(false, "2026-08-01")).toBe("Last state before in August 2026.");
  expect(told(false, "2026-06-29")).toBe("Last state before in the cycle of 29 June 2026.");
  expect(told(false, null)).toBe("Last state before in a cycle that you may not read of this duo.");
  expect(told(true, "2026-09-01")).toBe("");
});

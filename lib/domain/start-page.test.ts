import { describe, expect, test } from "vitest";
import type { SurveyDue } from "./duos";
import { startPage } from "./start-page";

const nobody = { leads: [], isAdmin: false, isReviewer: false };
const due = (progress: SurveyDue["progress"]): SurveyDue[] => [
  {
    cycleId: "c",
    duoId: "d",
    duoName: "Payments",
    partnerName: "Milo",
    closesAt: new Date(0),
    progress,
    partnerSubmitted: false,
    declined: false,
  },
];

describe("the page to begin on", () => {
  test("without a role it is home, also when nothing is owed", () => {
    expect(startPage(nobody, [], false)).toBeUndefined();
    expect(startPage(nobody, due("draft"), true)).toBeUndefined();
  });

  test("the work of the role: leading before the program before the audit log", () => {
    const leads = ["unit"];
    expect(startPage({ leads, isAdmin: true, isReviewer: true }, [], false)).toBe("/insights");
    expect(startPage({ ...nobody, isAdmin: true, isReviewer: true }, [], false)).toBe("/program");
    expect(startPage({ ...nobody, isReviewer: true }, [], false)).toBe("/audit");
  });

  test("open answers come first; submitted ones do not hold anybody back", () => {
    const leader = { ...nobody, leads: ["unit"] };
    for (const progress of ["not-started", "draft"] as const) {
      expect(startPage(leader, due(progress), false)).toBe("/duos");
    }
    for (const progress of ["submitted", "changed", "final"] as const) {
      expect(startPage(leader, due(progress), false)).toBe("/insights");
    }
  });

  test("so does a new address that waits for a decision", () => {
    expect(startPage({ ...nobody, leads: ["unit"] }, [], true)).toBe("/duos");
  });
});

test("a cycle that was declined is not owed", () => {
  const declined = due("not-started").map((one) => ({ ...one, declined: true }));
  expect(startPage({ leads: ["unit"], isAdmin: false, isReviewer: false }, declined, false)).toBe(
    "/insights",
  );
});

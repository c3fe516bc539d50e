import { expect, it } from "vitest";
import { type BoardDuo, countBoard, suggestedClose } from "./program";

it("proposes six in the evening, three weeks on, across the month's end", () => {
  expect(suggestedClose("2026-02-20")).toBe("2026-03-13T18:00");
});

it("counts complete duos, and every answer that is missing", () => {
  const duo = (ic: boolean, manager: boolean): BoardDuo => ({
    duoId: "",
    displayName: "",
    unitName: "",
    ic: { personName: "", submitted: ic },
    manager: { personName: "", submitted: manager },
  });
  const board = [duo(true, true), duo(true, false), duo(false, true), duo(true, true)];
  expect(countBoard(board)).toEqual({ complete: 2, missing: 2 });
  expect(countBoard([])).toEqual({ complete: 0, missing: 0 });
});

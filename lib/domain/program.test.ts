import { expect, it } from "vitest";
import { suggestedClose } from "./program";

it("proposes six in the evening, three weeks on, across the month's end", () => {
  expect(suggestedClose("2026-02-20")).toBe("2026-03-13T18:00");
});

import { expect, test } from "vitest";
import { actionsDuring } from "./noted-actions";

test("an action belongs to the cycle that had opened last on its day", () => {
  const opened = (opensOn: string) => ({ opensOn });
  const done = ["2026-01-04", "2026-01-05", "2026-02-04", "2026-02-05"].map((on) => ({
    kind: "coach" as const,
    on,
  }));
  const during = (from: string, to?: string) =>
    actionsDuring(done, opened(from), to === undefined ? undefined : opened(to)).map(({ on }) => on);
  expect(during("2026-01-05", "2026-02-05")).toEqual(["2026-01-05", "2026-02-04"]);
  expect(during("2026-02-05")).toEqual(["2026-02-05"]);
});

import { expect, test } from "vitest";
import { worlds } from "../simulation/worlds";
import { simulateStates } from "./duo-states";

const rows = simulateStates({ ...worlds.base, duos: 60 }, 1).flat();

test("multiplying needs the answers on joint results, which leave some high levels out", () => {
  const shown = rows.filter((row) => row.shown.has("multiplying"));
  const withoutGate = rows.filter((row) => row.multiplyingWithoutGate);
  expect(shown.length).toBeGreaterThan(20);
  expect(withoutGate.length).toBeGreaterThan(shown.length);
  expect(shown.every((row) => withoutGate.includes(row))).toBe(true);
});

test("only what a status says is shown, and most of it is true", () => {
  for (const { status, shown } of rows) {
    expect(shown.has("multiplying")).toBe(status === "multiplying");
    expect(["low", "split", "one-side"].some((claim) => shown.has(claim as "low"))).toBe(
      status === "strained",
    );
  }
  const claimed = rows.flatMap(({ shown, held }) => [...shown].map((claim) => held.has(claim)));
  expect(claimed.filter(Boolean).length / claimed.length).toBeGreaterThan(0.85);
});

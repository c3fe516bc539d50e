import { expect, test } from "vitest";
import { unitLabels } from "./choices";

test("a unit is called by its name, and by its path where another one has the same name", () => {
  const unit = (id: string, name: string, lineage: string[]) => ({
    id,
    name,
    lineage: [...lineage, id],
    parentId: lineage.at(-1) ?? null,
  });
  const labels = unitLabels([
    unit("a", "Acme", []),
    unit("d", "Data", ["a"]),
    unit("p", "Payments", ["a"]),
    unit("dp", "Platform", ["a", "d"]),
    unit("pp", "Platform", ["a", "p"]),
  ]);
  expect([...labels.values()]).toEqual([
    "Acme",
    "Data",
    "Payments",
    "Acme / Data / Platform",
    "Acme / Payments / Platform",
  ]);
});

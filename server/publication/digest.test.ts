import { expect, test } from "vitest";
import type { PersonFigures } from "@/lib/publication/person-figures";
import { digestReaders, unitsTold } from "./digest";

test("a leader is told of duos where one in their units is complete, and of units alone in a private cycle", () => {
  const units = [["root"], ["root", "a"], ["root", "b"]].map((lineage) => ({ id: lineage.at(-1)!, lineage }));
  const duo = (duoId: string, unitId: string) => ({ duoId, unitId });
  const given = {} as PersonFigures;
  const answers = new Map([
    ["one", { ic: given, manager: given }],
    ["two", { ic: given }],
  ]);
  const told = unitsTold([duo("one", "a"), duo("two", "b"), duo("three", "b")], answers, units);
  expect([...told].sort()).toEqual(["a", "root"]);
  const leaders = [
    { personId: "both", unitId: "a" },
    { personId: "both", unitId: "b" },
    { personId: "b", unitId: "b" },
  ];
  expect([...digestReaders(leaders, told, "scoped")]).toEqual([
    ["both", "duos"],
    ["b", "nothing"],
  ]);
  expect(new Set(digestReaders(leaders, told, "private").values())).toEqual(new Set(["units"]));
});

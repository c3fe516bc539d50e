import { describe, expect, test } from "vitest";
import { vectorSchema } from "../compare";
import status from "../vectors/22_status_engine.json";
import small from "../vectors/22b_status_engine_small_tenant.json";
import edges from "../vectors/22c_status_engine_edges.json";
import alike from "../vectors/22d_status_engine_small_and_alike.json";
import { checkEngine } from "./engine";

describe("the status engine", () => {
  for (const file of [status, small, edges, alike]) {
    test(`reproduces ${file.id} cell by cell`, () => {
      expect(checkEngine(vectorSchema.parse(file)).misses).toEqual([]);
    });
  }

  test("misses a changed cell", () => {
    const changed = structuredClone(edges);
    changed.expected.cycles[3]!.level[5]! += 1e-5;
    expect(checkEngine(vectorSchema.parse(changed)).misses).toHaveLength(1);
  });
});

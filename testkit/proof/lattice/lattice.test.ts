import { expect, test } from "vitest";
import { objections } from "../report";
import { proveLattice } from "./prove";

test("the lattice attacker determines nobody's value, and some in what other rules publish", () => {
  expect(objections(proveLattice("quick"))).toEqual([]);
}, 120_000);

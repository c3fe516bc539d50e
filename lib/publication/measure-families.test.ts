import { describe, expect, it } from "vitest";
import { familiesOf, mayBeOnWatch } from "./measure-families";

const measuresOf = (sharingMode: "scoped" | "private") =>
  familiesOf(sharingMode).flatMap(({ measures }) => measures.map(({ measure }) => measure));

describe("what is masked", () => {
  it("in scoped is only what is not counted from readable rows", () => {
    expect(measuresOf("scoped")).toEqual(["dimension:TRUST", "watch"]);
  });
  it("in either mode are the organization's own questions of units, one share for each option", () => {
    const chosen = new Map([["d", [0, 1] as const]]);
    const custom = [
      { slot: 1, kind: "scale", options: 5, chosen },
      { slot: 2, kind: "choice", options: 3, chosen },
    ] as const;
    for (const mode of ["scoped", "private"] as const) {
      const measures = familiesOf(mode, { custom }).flatMap((family) => family.measures);
      expect(measures.map(({ measure }) => measure).slice(-4)).toEqual([
        "own:1",
        "own:2:a",
        "own:2:b",
        "own:2:c",
      ]);
    }
  });
  it("in either mode is the share of kept commitments, where the cycle's promise names it", () => {
    for (const mode of ["scoped", "private"] as const) {
      const measures = familiesOf(mode, { kept: new Map() }).flatMap((family) => family.measures);
      expect(measures.map(({ measure }) => measure)).toEqual([...measuresOf(mode), "kept"]);
    }
  });
  it("in private is every unit figure", () => {
    expect(measuresOf("private")).toHaveLength(1 + 9 + 5 + 3 + 1);
    expect(measuresOf("private")).toEqual(
      expect.arrayContaining(["level", "dimension:DISC", "status:steady", "agreement:low", "watch"]),
    );
  });
});

describe("a row leaves open that its duo is on watch", () => {
  const row = { complete: true, status: "steady", reason: "" } as const;
  it("when it is complete and old enough for a trend", () => {
    expect(mayBeOnWatch(row, 4)).toBe(true);
    expect(mayBeOnWatch(row, 3)).toBe(false);
    expect(mayBeOnWatch({ ...row, complete: false }, 4)).toBe(false);
  });
  it("unless its state rules it out", () => {
    expect(mayBeOnWatch({ ...row, status: "not-enough-data" }, 9)).toBe(false);
    expect(mayBeOnWatch({ ...row, status: "diverging", reason: "both" }, 9)).toBe(false);
    expect(mayBeOnWatch({ ...row, status: "diverging", reason: "apart" }, 9)).toBe(true);
    expect(mayBeOnWatch({ ...row, status: "strained", reason: "both" }, 9)).toBe(true);
  });
});

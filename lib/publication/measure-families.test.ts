import { describe, expect, it } from "vitest";
import { familiesOf, mayBeOnWatch } from "./measure-families";

const measuresOf = (sharingMode: "scoped" | "private") =>
  familiesOf(sharingMode).flatMap(({ measures }) => measures.map(({ measure }) => measure));

describe("what is masked", () => {
  it("in scoped is only what is not counted from readable rows", () => {
    expect(measuresOf("scoped")).toEqual(["dimension:TRUST", "watch"]);
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

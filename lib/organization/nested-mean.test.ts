import { describe, expect, it } from "vitest";
import { compareWithWhole } from "./nested-mean";

// Whole of 41 duos with sd 10: half an interval is t(40; .975) * 10 / sqrt(41) = 2.02108 * 1.56174 = 3.1564.
const whole = { mean: 60, interval: { lower: 60 - 3.1564, upper: 60 + 3.1564 }, duos: 41 };

describe("compareWithWhole", () => {
  // 10 of the 41: 2.02108 * 10 * sqrt(1/10 - 1/41) = 5.557, and one point for rounding.
  it.each([
    [66, "not-distinguishable"],
    [67, "above"],
    [54, "not-distinguishable"],
    [53, "below"],
  ] as const)("10 of 41 duos at %d: %s", (mean, verdict) => {
    expect(compareWithWhole({ mean, duos: 10 }, whole, 1)).toBe(verdict);
  });

  it("asks less of a part that is most of the whole, which it hardly can differ from", () => {
    expect(compareWithWhole({ mean: 62, duos: 40 }, whole, 1)).toBe("above");
  });

  it("has no answer for the whole itself or a single duo", () => {
    expect(compareWithWhole({ mean: 70, duos: 41 }, whole, 1)).toBeUndefined();
    expect(compareWithWhole({ mean: 70, duos: 1 }, whole, 1)).toBeUndefined();
  });
});

import { describe, expect, it, test } from "vitest";
import { holdBands, type RowBands, rowBands, type SharedHistory, type SharedScores } from "./row-bands";

/** Nine dimensions in the instrument's order; the seventh is Trust. */
const nine = (score: number | null, at: Record<number, number | null> = {}) =>
  Array.from({ length: 9 }, (_, index) => (index in at ? at[index]! : index === 6 ? null : score));

const both = (ic: number, manager: number, at: Record<number, number | null> = {}): SharedScores => ({
  ic: nine(ic, at),
  manager: nine(manager, at),
});
const alike = (duoId: string, ...cycles: SharedScores[]): SharedHistory => ({ duoId, cycles });
const bandsOf = (...cycles: SharedScores[]) => rowBands([alike("duo", ...cycles)], 1).get("duo")!;

describe("dimension bands", () => {
  it("are those of the mean of both partners over the cycles, cut at 40 and 70", () => {
    expect(bandsOf(both(30, 49), both(30, 49)).dimensions.DISC).toBe("low");
    expect(bandsOf(both(30, 50), both(30, 50)).dimensions.DISC).toBe("middle");
    expect(bandsOf(both(60, 79), both(60, 79)).dimensions.DISC).toBe("middle");
    expect(bandsOf(both(60, 80), both(60, 80)).dimensions.DISC).toBe("high");
    expect(bandsOf(both(0, 0), both(50, 50), both(75, 75)).dimensions.CUST).toBe("middle");
  });
  it("put a mean of thirds on its exact side of a cut", () => {
    const cycles = [both(75, 70), both(50, 75), both(75, 75)];
    expect(bandsOf(...cycles).dimensions.STRAT).toBe("high");
  });
  it("exist for the eight shared dimensions, never for Trust", () => {
    const withTrust = both(50, 50, { 6: 100 });
    expect(Object.keys(bandsOf(withTrust, withTrust).dimensions)).toEqual([
      "DISC",
      "STRAT",
      "SOUND",
      "TEAM",
      "INCL",
      "INFO",
      "ALIGN",
      "CUST",
    ]);
  });
  it("need two cycles, each partner and each dimension", () => {
    expect(bandsOf(both(50, 50))).toEqual({ agreement: null, dimensions: {} });
    const once = bandsOf(both(50, 50, { 0: null }), both(50, 50), both(50, 50));
    expect(once.dimensions.DISC).toBe("middle");
    const silent: SharedScores = { ic: nine(50, { 0: null }), manager: nine(50) };
    expect(bandsOf(silent, silent, both(50, 50)).dimensions).not.toHaveProperty("DISC");
    expect(bandsOf(silent, silent, both(50, 50)).dimensions).toHaveProperty("STRAT");
  });
  it("cover three cycles at most", () => {
    const one = both(50, 50);
    expect(() => bandsOf(one, one, one, one)).toThrow(RangeError);
  });
});

describe("the agreement band", () => {
  /** Four duos whose partners differ by 2, 4, 30 and 60 points around means that lie 10 apart. */
  const gaps = [2, 4, 30, 60];
  const company = gaps.map((gap, index) => {
    const cycle = both(20 + 10 * index + gap, 20 + 10 * index);
    return alike(`gap ${gap}`, cycle, cycle);
  });
  it("judges a duo's gap against partners of different duos", () => {
    const bands = rowBands(company, 1);
    expect(gaps.map((gap) => bands.get(`gap ${gap}`)!.agreement)).toEqual(["high", "high", "low", "low"]);
  });
  it("takes each partner's mean over the cycles first: opposite gaps of two cycles cancel", () => {
    const one = { duoId: "cancels", cycles: [both(90, 10), both(10, 90)] };
    expect(rowBands([...company, one], 1).get("cancels")!.agreement).toBe("high");
  });
  it("leaves Trust out", () => {
    const apart = { ic: nine(50, { 6: 0 }), manager: nine(50, { 6: 100 }) };
    expect(rowBands([...company, alike("trust", apart, apart)], 1).get("trust")!.agreement).toBe("high");
  });
  it("needs four dimensions that both have", () => {
    const few = (count: number) => {
      const missing = Object.fromEntries([0, 1, 2, 3, 4, 5, 7, 8].slice(count).map((index) => [index, null]));
      return alike("few", both(50, 50, missing), both(50, 50, missing));
    };
    expect(rowBands([...company, few(4)], 1).get("few")!.agreement).toBe("high");
    expect(rowBands([...company, few(3)], 1).get("few")!.agreement).toBeNull();
  });
  it("is missing where there is nobody to compare with", () => {
    expect(bandsOf(both(50, 50), both(50, 50)).agreement).toBeNull();
  });
});

describe("bands held to one step a cycle", () => {
  const bands = (agreement: RowBands["agreement"], DISC?: "low" | "middle" | "high"): RowBands => ({
    agreement,
    dimensions: DISC ? { DISC } : {},
  });
  test("move to the neighbour only, up and down", () => {
    expect(holdBands(bands("high", "high"), bands("low", "low"))).toEqual(bands("some", "middle"));
    expect(holdBands(bands("low", "low"), bands("high", "high"))).toEqual(bands("some", "middle"));
    expect(holdBands(bands("some", "middle"), bands("low", "high"))).toEqual(bands("some", "middle"));
    expect(holdBands(bands("low", "low"), bands("low", "low"))).toEqual(bands("low", "low"));
  });
  test("are free without a row right before, and where it had none", () => {
    expect(holdBands(bands("high", "high"), undefined)).toEqual(bands("high", "high"));
    expect(holdBands(bands("high", "high"), bands(null))).toEqual(bands("high", "high"));
  });
  test("are none where the answers give none", () => {
    expect(holdBands(bands(null), bands("low", "low"))).toEqual(bands(null));
  });
});

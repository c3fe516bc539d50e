import { describe, expect, test } from "vitest";
import { owners } from "@/lib/instrument/answers";
import { itemByCode } from "@/lib/instrument/instrument";
import { checkPerception, checkScoring } from "@/testkit/golden/checks/scoring";
import { vectorSchema } from "@/testkit/golden/compare";
import scoringVector from "@/testkit/golden/vectors/21_scoring.json";
import perceptionVector from "@/testkit/golden/vectors/23_perception_multiplier_rolemap.json";
import { pointsToMove } from "./allocation";
import { agreement, duoScore, profileGap, signedGap } from "./duo";
import { itemScore } from "./item-score";
import { multiplier } from "./multiplier";
import { compareOwnership, countOwnership } from "./ownership";
import { perceptionGaps } from "./perception";
import { dimensionScores, personScore, sharedDimensionScores } from "./person";

const score = (code: string, answer: number | string | null) => itemScore(itemByCode(code), answer);

describe("reference vectors", () => {
  test("21: items, dimensions, person and duo", () => {
    expect(checkScoring(vectorSchema.parse(scoringVector)).misses).toEqual([]);
  });

  test("23: perception gaps, win odds, role map", () => {
    expect(checkPerception(vectorSchema.parse(perceptionVector)).misses).toEqual([]);
  });
});

describe("item scores", () => {
  test("follow the item's direction", () => {
    expect([score("DQ1", 1), score("DQ1", 5)]).toEqual([0, 100]);
    expect([score("TI1", 1), score("TI1", 5)]).toEqual([100, 0]);
    expect([1, 2, 3, 4, 5].map((x) => score("MX1", x))).toEqual([0, 25, 50, 75, 100]);
    expect([score("MOM", 1), score("MOM", 2), score("MOM", 3)]).toEqual([0, 50, 100]);
    expect([1, 2, 3, 4, 5].map((x) => score("COACH", x))).toEqual([0, 50, 100, 50, 0]);
    expect(["a", "b", "c", "d", "e"].map((x) => score("DQ2", x))).toEqual([100, 50, 25, 0, undefined]);
  });

  test("are missing for can't say, no answer, and items that only compare", () => {
    expect([score("DQ1", "na"), score("DQ1", null), score("RNOW", 3), score("RISK", 2)]).toEqual(
      Array(4).fill(undefined),
    );
  });
});

describe("person and duo", () => {
  const all = Object.fromEntries(
    "DQ1 ST1 SB1 OT1 OT2 IN1 TI1 TI2 TR1 AL1 AL2 AL3 CU1".split(" ").map((code) => [code, 5]),
  );

  test("the outcome and perception items never enter the score", () => {
    const without = personScore(dimensionScores(all));
    expect(
      personScore(dimensionScores({ ...all, MX1: 1, IN2: 1, IN3: 1, TR2: 1, ALLOC: { product: 100 } })),
    ).toBe(without);
  });

  test("a person score needs seven of the nine dimensions", () => {
    const dimensions = { DISC: 10, STRAT: 20, SOUND: 30, TEAM: 40, INCL: 50, INFO: 60, TRUST: 70 };
    const { DISC: _, ...six } = dimensions;
    expect(personScore(dimensions)).toBe(40);
    expect(personScore(six)).toBeUndefined();
  });

  test("shared dimensions use shared items only, and trust has none", () => {
    const shared = sharedDimensionScores({ ...all, DQ1: 1, DQ2: "a", OT1: 2, OT2: 5, TI1: 4, TI2: 1 });
    expect(shared).toStrictEqual({
      DISC: 0,
      STRAT: 100,
      SOUND: 100,
      TEAM: 25,
      INCL: 100,
      INFO: 25,
      ALIGN: 100,
      CUST: 100,
    });
  });

  test("without a value of both partners there is none of the duo", () => {
    expect([duoScore(60, undefined), duoScore(undefined, 60)]).toEqual([undefined, undefined]);
    expect([signedGap(60, undefined), signedGap(undefined, 60)]).toEqual([undefined, undefined]);
    expect([duoScore(60, 40), signedGap(60, 40)]).toEqual([50, 20]);
    expect(agreement({ DISC: 10 }, { TEAM: 50 })).toBeUndefined();
    expect(agreement({ DISC: 10 }, { DISC: 50 })).toBe(60);
    expect(profileGap({ DISC: 10 }, { TEAM: 50 })).toBeUndefined();
    expect(profileGap({ DISC: 10, TEAM: 40 }, { TEAM: 50 })).toBe(10);
  });

  test("a missing answer leaves out only the gaps that need it", () => {
    const gaps = perceptionGaps({
      ic: { IN1: 4, IN2: 4, IN3: 4, TR1: 3, TR2: "na", GIVE: 5, HELP: 2 },
      manager: { IN1: 2, IN2: 2, IN3: 2, TR1: 4, TR2: 4, GIVE: 1, HELP: 3 },
    });
    expect(gaps.selfOtherHelp).toEqual({ ic: 50, manager: -25 });
    expect(gaps.metaTrust).toEqual({ ic: undefined, manager: 25 });
    expect(gaps.blindSpot).toBeUndefined();
    expect(perceptionGaps({ ic: { IN2: 4 }, manager: {} }).selfOther).toEqual({
      ic: undefined,
      manager: undefined,
    });
  });
});

describe("win odds", () => {
  test("need six answers; can't say is left out", () => {
    expect(multiplier([5, 5, 5, 5, 5, "na", null]).winOdds).toBeUndefined();
    expect(multiplier([5, 5, 5, 3, 1, 1, "na"])).toMatchObject({
      n: 6,
      bigger: 3,
      same: 1,
      smaller: 2,
      winOdds: 4 / 3,
    });
    expect(multiplier([]).shareBigger).toBeUndefined();
  });
});

describe("comparing two views", () => {
  test("points to move is half the sum of the differences", () => {
    expect(
      pointsToMove(
        { product: 40, support: 25, debt: 35 },
        { product: 20, support: 10, technology: 30, debt: 40 },
      ),
    ).toBe(35);
    expect(pointsToMove({ product: 100 }, { product: 100 })).toBe(0);
    expect(pointsToMove({ product: 100 }, { people: 100 })).toBe(100);
  });

  test("the verdict on two owners depends on who says which", () => {
    const verdicts = owners.map((ic) =>
      owners.map((manager) => compareOwnership({ who: ic }, { who: manager })[0]!.verdict),
    );
    // Rows are the IC's answer, columns the manager's: IC, manager, both, other, unclear.
    expect(verdicts).toEqual([
      ["agreed", "double-claim", "different", "different", "unclear"],
      ["orphan", "agreed", "different", "different", "unclear"],
      ["different", "different", "agreed", "different", "unclear"],
      ["different", "different", "different", "agreed", "unclear"],
      ["unclear", "unclear", "unclear", "unclear", "unclear"],
    ]);
  });

  test("rows of the ownership map that one partner left out are left out", () => {
    const rows = compareOwnership(
      { who: "manager", what: "ic", why: "unclear" },
      { who: "ic", why: "unclear", how: "ic" },
    );
    expect(rows.map(({ row, verdict }) => [row, verdict])).toEqual([
      ["who", "orphan"],
      ["why", "unclear"],
    ]);
    expect(countOwnership(rows)).toEqual({
      rows: 2,
      same: 1,
      mismatch: 1,
      doubleClaim: 0,
      orphan: 1,
      unclear: 1,
    });
  });
});

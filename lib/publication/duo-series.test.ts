import { expect, test } from "vitest";
import { duoSeries } from "./duo-series";
import { heldScore } from "./held-score";
import { personFigures } from "./person-figures";

const shared = { DQ1: 3, ST1: 3, SB1: 3, OT1: 3, IN1: 3, TI1: 3, AL1: 3, AL2: 3, AL3: 3, CU1: 3 };
const hidden = { DQ2: "a", OT2: 5, TI2: 1, TR1: 5, MX1: 4 };
const best = personFigures({ ...shared, ...hidden });
const oneBelow = personFigures({ ...shared, ...hidden, TR1: 4 });

test("the engine reads person scores as levels take them, and does not tell the best hidden answers from those below", () => {
  const { ic, manager } = duoSeries("duo", { ic: [best, oneBelow], manager: [oneBelow, best] });
  expect(ic).toEqual([heldScore(best, true), heldScore(oneBelow, true)]);
  expect(ic[0]).toBeCloseTo(ic[1]!, 10);
  expect(manager).toEqual(ic);
});

test("scores of a cycle without the other's answers are held for one, and a silent side has none", () => {
  const allBest = personFigures({
    ...Object.fromEntries(Object.keys(shared).map((code) => [code, 5])),
    ...hidden,
    TI1: 1,
  });
  const { ic, manager, icMx, managerMx } = duoSeries("duo", {
    ic: [allBest, allBest],
    manager: [undefined, allBest],
  });
  expect(ic).toEqual([heldScore(allBest, false), heldScore(allBest, true)]);
  expect(ic[0]).not.toBe(ic[1]);
  expect(manager).toEqual([null, ic[1]]);
  expect([icMx, managerMx]).toEqual([
    [4, 4],
    [null, 4],
  ]);
});

test("changes are found in scores as they were answered", () => {
  const { icChange } = duoSeries("duo", { ic: [best, oneBelow], manager: [best, best] });
  expect(icChange[0]).toBeGreaterThan(icChange[1]!);
});

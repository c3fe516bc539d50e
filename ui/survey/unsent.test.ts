import { describe, expect, test } from "vitest";
import type { Kept } from "./kept-answers";
import { unsentOf } from "./unsent";

const visit = (kept: Partial<Kept>): Kept => ({
  items: Object.keys(kept.answers ?? {}),
  answers: {},
  revision: 3,
  base: {},
  unconfirmed: [],
  open: [],
  ...kept,
});

describe("what was not sent before a survey ended", () => {
  test("is what the draft has and the submission has not, also where an answer was cleared", () => {
    const inForce = { DQ1: 2, ST1: 4, SB1: 1 };
    expect(unsentOf({ inForce, draft: { DQ1: 5, ST1: 4, OT1: 3 } }, [])).toEqual({
      DQ1: [5],
      OT1: [3],
      SB1: [undefined],
    });
    expect(unsentOf({ inForce, draft: null }, [])).toEqual({});
  });

  test("is everything where nothing was submitted", () => {
    expect(unsentOf({ inForce: null, draft: { DQ1: 5 } }, [])).toEqual({ DQ1: [5] });
    expect(unsentOf({ inForce: null, draft: null }, [])).toEqual({});
  });

  test("is also what this device kept; a draft that was typed on is shown once, as it was last", () => {
    const remains = { inForce: { DQ1: 2 }, draft: { DQ1: 2, COMMENT: "We" } };
    const further = visit({ answers: { COMMENT: "We talk" }, base: { COMMENT: "We" } });
    expect(unsentOf(remains, [further])).toEqual({ COMMENT: ["We talk"] });
    const elsewhere = visit({ answers: { COMMENT: "You" } });
    expect(unsentOf(remains, [further, elsewhere])).toEqual({ COMMENT: ["We talk", "You"] });
    expect(unsentOf(remains, [elsewhere])).toEqual({ COMMENT: ["We", "You"] });
  });

  test("is nothing where the last that was chosen is what was submitted", () => {
    const back = visit({ answers: { DQ1: 2 }, base: { DQ1: 5 } });
    expect(unsentOf({ inForce: { DQ1: 2 }, draft: { DQ1: 5 } }, [back])).toEqual({});
  });

  test("is what the person was asked to choose between and did not", () => {
    const open = [{ item: "DQ1", answer: 4 }, { item: "DQ1" }];
    expect(unsentOf({ inForce: { DQ1: 2 }, draft: null }, [visit({ open })])).toEqual({
      DQ1: [4, undefined],
    });
  });
});

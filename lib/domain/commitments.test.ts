import { describe, expect, test } from "vitest";
import { ratingCode, ratingItem, ratingOf } from "@/lib/instrument/commitment-ratings";
import { splitByClass } from "@/lib/instrument/confidentiality";
import { answerSchema } from "@/lib/instrument/schema";
import { countKept } from "./commitments";

describe("kept commitments", () => {
  test("count where both say kept, of those that both rated and that still matter to both", () => {
    const rated = [
      { mine: "kept", theirs: "kept" },
      { mine: "kept", theirs: "partly" },
      { mine: "dropped", theirs: "dropped" },
      { mine: "kept", theirs: "no-longer-matters" },
      { mine: undefined, theirs: "kept" },
    ] as const;
    expect(countKept(rated)).toEqual({ kept: 1, rated: 3 });
  });

  test("are rated among the shared answers, with one of four words", () => {
    expect(splitByClass({ KEPT2: "kept", DQ1: 3 }).S).toEqual({ KEPT2: "kept", DQ1: 3 });
    expect(() => splitByClass({ KEPT4: "kept" })).toThrow(RangeError);
    const schema = answerSchema(ratingItem(1));
    expect(["kept", "no-longer-matters", "na"].map((word) => schema.safeParse(word).success)).toEqual([
      true,
      true,
      true,
    ]);
    expect(schema.safeParse("forgotten").success).toBe(false);
    expect([ratingOf({ [ratingCode(3)]: "partly" }, 3), ratingOf({ KEPT3: "na" }, 3)]).toEqual([
      "partly",
      undefined,
    ]);
  });
});

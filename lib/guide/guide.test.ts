import { describe, expect, test } from "vitest";
import { type Answers, type Side, sides } from "@/lib/instrument/answers";
import { counterpartOf } from "@/lib/scoring/reveal-rows";
import { conversationGuide, TALK_MINUTES } from "./guide";

const kinds = (ic: Answers, manager: Answers, writtenBy: readonly Side[] = []) =>
  conversationGuide({ ic, manager, writtenBy }, 4).parts.map((part) =>
    "item" in part
      ? `${part.kind} ${part.item.ic}${part.item.ic === part.item.manager ? "" : ` ${part.item.manager}`}`
      : part.kind,
  );

describe("the parts of the talk", () => {
  test("a strength, two gaps of different topics, what neither is sure of, and what to do next", () => {
    expect(
      kinds(
        { DQ1: 5, ST1: 1, AL1: 5, AL2: 5, OT1: 3, CU1: 2 },
        { DQ1: 4, ST1: 4, AL1: 2, AL2: 1, OT1: 3, CU1: 4 },
      ),
    ).toEqual(["strength DQ1", "gap AL2", "gap ST1", "unsure OT1", "next"]);
  });

  test("of several strengths the one whose lower answer is higher, then the smaller gap, then the first asked", () => {
    expect(kinds({ DQ1: 4, ST1: 5, SB1: 4 }, { DQ1: 4, ST1: 5, SB1: 4 })[0]).toBe("strength ST1");
    expect(kinds({ DQ1: 5, ST1: 4 }, { DQ1: 4, ST1: 4 })[0]).toBe("strength ST1");
    expect(kinds({ DQ1: 4, ST1: 4 }, { DQ1: 4, ST1: 4 })[0]).toBe("strength DQ1");
    // Late information is no strength, however often both say it.
    expect(kinds({ TI1: 5 }, { TI1: 5 })).toEqual(["concern TI1", "next"]);
    expect(kinds({ TI1: 1 }, { TI1: 1 })[0]).toBe("strength TI1");
  });

  test("no gap is invented: one answer apart is none", () => {
    expect(kinds({ DQ1: 3, ST1: 3 }, { DQ1: 2, ST1: 2 })).toEqual(["next"]);
  });

  test("without a gap, the hardest of what both find hard; beside a gap it waits", () => {
    const both = { DQ1: 2, ST1: 1, SB1: 4 };
    expect(kinds(both, { ...both, ST1: 2 })).toEqual(["strength SB1", "concern ST1", "next"]);
    expect(kinds(both, { ...both, AL1: 5 })).toContain("concern ST1");
    expect(kinds({ ...both, AL1: 1 }, { ...both, AL1: 5 })).toEqual(["strength SB1", "gap AL1", "next"]);
  });

  test("what one gives and the other gets is one topic, named for each by what they answered", () => {
    expect(kinds({ IN1: 1, IN2: 5 }, { IN1: 1, IN2: 5 })).toEqual(["gap IN1 IN2", "next"]);
  });

  test("can't say by both goes before the middle by both; one alone is neither", () => {
    expect(kinds({ DQ1: 3, CU1: "na" }, { DQ1: 3, CU1: "na" })).toEqual(["unsure CU1", "next"]);
    expect(kinds({ DQ1: 3, CU1: "na" }, { DQ1: 2, CU1: 4 })).toEqual(["next"]);
    expect(kinds({ DQ1: 3 }, { DQ1: 3 })).toEqual(["unsure DQ1", "next"]);
  });

  test("of what one gives and the other gets, only both views of one direction are unsure of the same", () => {
    for (const answer of [3, "na"] as const) {
      expect(kinds({ IN1: answer, IN2: 4 }, { IN1: answer, IN2: 4 })).toEqual(["next"]);
      expect(kinds({ IN1: answer }, { IN2: answer })).toEqual(["unsure IN1 IN2", "next"]);
      expect(kinds({ IN2: answer }, { IN1: answer })).toEqual(["unsure IN2 IN1", "next"]);
    }
  });

  test("whatever is named, the two read one question: each part pairs what one gives with what the other gets", () => {
    const spoken = [1, 2, 3, 4, 5, "na"] as const;
    for (const [gives, gets] of spoken.flatMap((one) => spoken.map((other) => [one, other] as const))) {
      const { parts } = conversationGuide(
        { ic: { IN1: gets, IN2: 3 }, manager: { IN1: 3, IN2: gives }, writtenBy: [] },
        4,
      );
      for (const part of parts) {
        if ("item" in part) expect(part.item.manager).toBe(counterpartOf(part.item.ic));
      }
    }
  });
});

describe("what the two picked", () => {
  test("is not named again as the hardest of what both find hard", () => {
    const both = { ST1: 1, DQ1: 2 };
    const withPicked = (picked: readonly string[]) =>
      conversationGuide({ ic: both, manager: both, writtenBy: [], picked }, 4).parts;
    expect(withPicked([])).toContainEqual(expect.objectContaining({ item: { ic: "ST1", manager: "ST1" } }));
    expect(withPicked(["ST1"])).toContainEqual({
      kind: "concern",
      item: { ic: "DQ1", manager: "DQ1" },
      minutes: 8,
    });
    expect(withPicked(["ST1", "DQ1"]).map(({ kind }) => kind)).toEqual(["picked", "next"]);
  });

  const [ic, manager] = [
    { DQ1: 5, ST1: 1, AL2: 5, SB1: 1, OT1: 3, HELP: 5, GIVE: 5 },
    { DQ1: 5, ST1: 4, AL2: 1, SB1: 5, OT1: 3, HELP: 5, GIVE: 1 },
  ];
  const kindsWith = (picked: readonly string[], wrote: readonly Side[] = []) =>
    conversationGuide({ ic, manager, writtenBy: wrote, picked }, 4).parts.map((part) =>
      "item" in part ? `${part.kind} ${part.item.ic}` : `${part.kind} ${part.minutes}`,
    );

  test("comes before the gaps and takes the place of one, and no gap is there twice", () => {
    expect(kindsWith(["AL2", "MAP:who"])).toEqual([
      "strength DQ1",
      "picked 8",
      "gap SB1",
      "unsure OT1",
      "next 4",
    ]);
    expect(kindsWith(["AL2"], ["ic"])).toEqual([
      "strength DQ1",
      "comment 2",
      "picked 7",
      "gap SB1",
      "unsure OT1",
      "next 4",
    ]);
  });

  test("a wide gap of the block is a gap too, after the core's", () => {
    expect(kinds({ HELP: 5, GIVE: 5 }, { HELP: 5, GIVE: 1 })).toEqual(["gap HELP GIVE", "next"]);
    expect(kinds({ HELP: 5, GIVE: 5, ST1: 3 }, { HELP: 5, GIVE: 1, ST1: 1 })).toEqual([
      "gap ST1",
      "gap HELP GIVE",
      "next",
    ]);
  });
});

describe("comments", () => {
  test("are read after the strength and before the gaps of either side", () => {
    const answers = [
      { DQ1: 5, ST1: 1 },
      { DQ1: 5, ST1: 5 },
    ] as const;
    for (const writtenBy of [["ic"], ["manager"], sides] as const) {
      expect(kinds(...answers, writtenBy)).toEqual(["strength DQ1", "comment", "gap ST1", "next"]);
      const { parts } = conversationGuide({ ic: answers[0], manager: answers[1], writtenBy }, 4);
      expect(parts[1]).toMatchObject({ writtenBy });
    }
    expect(kinds(...answers)).not.toContain("comment");
  });
});

describe("time and order", () => {
  test("the talk always takes thirty minutes, and what is left goes to what comes next", () => {
    for (const [ic, manager] of [
      [{}, {}],
      [
        { DQ1: 5, ST1: 1, AL2: 5, OT1: 3 },
        { DQ1: 5, ST1: 4, AL2: 1, OT1: 3 },
      ],
      [{ ST1: 1 }, { ST1: 4 }],
    ] as const) {
      for (const writtenBy of [[], sides]) {
        const { parts } = conversationGuide({ ic, manager, writtenBy }, 4);
        expect(parts.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(TALK_MINUTES);
        expect(parts.at(-1)!.minutes).toBeGreaterThanOrEqual(4);
      }
    }
  });

  test("who speaks first follows the cycle, not the answers", () => {
    const turned = [
      { ic: { DQ1: 5 }, manager: { DQ1: 1 } },
      { ic: { DQ1: 1 }, manager: { DQ1: 5 } },
    ];
    for (const [cycle, side] of [
      [3, "ic"],
      [4, "manager"],
      [5, "ic"],
    ] as const) {
      expect(
        turned.map((answers) => conversationGuide({ ...answers, writtenBy: [] }, cycle).speaksFirst),
      ).toEqual([side, side]);
    }
  });

  test("nothing but shared answers decides", () => {
    const hidden = { TR1: 5, DQ2: "a", OT2: 5, TI2: 5, IN3: 5, TR2: 5 };
    expect(kinds(hidden, { ...hidden, TR1: 1, OT2: 1, TI2: 1 })).toEqual(["next"]);
  });
});

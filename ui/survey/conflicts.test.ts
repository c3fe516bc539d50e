import { describe, expect, test } from "vitest";
import { nextRequest } from "./next-request";
import { toKeep } from "./saving";
import { returned, run, sent, sentAs, stale, start, storedAsText, typed, visit } from "./saving-scenes";

describe("two tabs or devices", () => {
  const both = () =>
    run(start(), typed("OT1", 3), sent, typed("IN1", 4), returned(stale(7, { DQ1: 5, OT1: 1, ST1: 2 })));

  test("what only one of them changed is taken over from both", () => {
    expect(both()).toMatchObject({ revision: 7, answers: { DQ1: 5, IN1: 4, ST1: 2 }, unsaved: ["IN1"] });
    expect(nextRequest(both())?.request).toBe("save");
  });

  test("what both changed is asked about, and neither overwrites the other before", () => {
    expect(both().conflicts).toEqual({ OT1: [3] });
    expect(both().answers.OT1).toBe(1);
    const here = run(both(), { type: "chosen", item: "OT1", answer: 3 });
    expect(here).toMatchObject({ conflicts: {}, answers: { OT1: 3 }, unsaved: ["IN1", "OT1"] });
    const there = run(both(), { type: "chosen", item: "OT1", answer: 1 });
    expect(there).toMatchObject({ conflicts: {}, answers: { OT1: 1 }, unsaved: ["IN1"] });
  });

  test("a choice that was not made is kept with what was typed here, and asked about again", () => {
    const kept = toKeep(both())!;
    expect(kept).toMatchObject({ items: ["IN1"], answers: { IN1: 4 }, open: [{ item: "OT1", answer: 3 }] });
    const again = visit({ DQ1: 5, OT1: 1, ST1: 2 }, { revision: 7 }, [kept]);
    expect(again.conflicts).toEqual({ OT1: [3] });
    expect(again.answers).toEqual({ DQ1: 5, OT1: 1, ST1: 2, IN1: 4 });
  });

  describe("an answer kept here, found by a later visit", () => {
    const kept = { items: ["OT1"], answers: { OT1: 3 }, base: { OT1: 2 } };

    test.each([
      ["that another device changed", 4],
      ["that another device changed and changed back", 2],
      ["that another device cleared", undefined],
      ["that another device set to one that was typed here before and never arrived", 1],
    ])("is asked about: one %s", (_, there) => {
      const tried = { ...kept, unconfirmed: ["a save of mine"] };
      const later = visit(there === undefined ? {} : { OT1: there }, { revision: 5, by: "the phone" }, [
        tried,
      ]);
      expect(later.conflicts).toEqual({ OT1: [3] });
      expect(later.answers.OT1).toBe(there);
      expect(nextRequest(later)).toBeUndefined();
    });

    test("is saved without a question where nobody else saved, or nothing is replaced", () => {
      expect(visit({ OT1: 2 }, { revision: 3 }, [kept])).toMatchObject({ conflicts: {}, unsaved: ["OT1"] });
      const own = { ...kept, unconfirmed: ["a save of mine"] };
      expect(visit({ OT1: 1 }, { revision: 4, by: "a save of mine" }, [own])).toMatchObject({
        conflicts: {},
        unsaved: ["OT1"],
      });
      const first = { ...kept, base: {} };
      expect(visit({ IN1: 4 }, { revision: 5, by: "the phone" }, [first])).toMatchObject({
        conflicts: {},
        unsaved: ["OT1"],
      });
    });

    test("is asked about where two tabs left different ones, and every one is offered beside what is stored", () => {
      const other = { ...kept, items: ["OT1", "IN1"], answers: { OT1: 5, IN1: 2 } };
      const later = visit({ OT1: 2 }, { revision: 3 }, [kept, other]);
      expect(later).toMatchObject({ answers: { OT1: 2, IN1: 2 }, unsaved: ["IN1"] });
      expect(later.conflicts).toEqual({ OT1: [3, 5] });
    });

    test.each([
      ["both visits' answers are older than what is stored", {}, {}],
      ["the later one was asked about before", {}, { items: [], open: [{ item: "OT1", answer: 5 }] }],
      ["the earlier one was asked about before", { items: [], open: [{ item: "OT1", answer: 3 }] }, {}],
      ["only one of them is", {}, { unconfirmed: ["a save of mine"] }],
    ])("none of two is dropped where %s", (_, first, second) => {
      const other = { ...kept, answers: { OT1: 5 } };
      const left = [
        { ...kept, ...first },
        { ...other, ...second },
      ];
      const later = visit({ OT1: 1 }, { revision: 7, by: "a save of mine" }, left);
      expect(later.conflicts).toEqual({ OT1: [3, 5] });
      expect(later.answers.OT1).toBe(1);
      expect(toKeep(later)?.open).toEqual([
        { item: "OT1", answer: 3 },
        { item: "OT1", answer: 5 },
      ]);
      expect(visit({ OT1: 1 }, { revision: 7 }, [storedAsText(toKeep(later)!)]).conflicts).toEqual({
        OT1: [3, 5],
      });
      for (const answer of [3, 5]) {
        const chosen = run(later, { type: "chosen", item: "OT1", answer });
        expect(chosen).toMatchObject({ conflicts: {}, answers: { OT1: answer }, unsaved: ["OT1"] });
      }
      const stays = run(later, { type: "chosen", item: "OT1", answer: 1 });
      expect(stays).toMatchObject({ conflicts: {}, answers: { OT1: 1 }, unsaved: [] });
    });

    test("one that was cleared here is offered as that, also after it was written down", () => {
      const cleared = { items: ["OT1"], base: { OT1: 2 } };
      const later = visit({ OT1: 1 }, { revision: 7 }, [cleared, kept]);
      expect(later.conflicts).toEqual({ OT1: [undefined, 3] });
      expect(visit({ OT1: 1 }, { revision: 7 }, [storedAsText(toKeep(later)!)]).conflicts).toEqual({
        OT1: [undefined, 3],
      });
    });

    test("is offered beside what another device saves while the person chooses", () => {
      const asked = visit({ OT1: 1 }, { revision: 7 }, [kept, { items: ["IN1"], answers: { IN1: 4 } }]);
      const later = run(asked, sent, returned(stale(8, { OT1: 5 })));
      expect(later).toMatchObject({ conflicts: { OT1: [3] }, answers: { OT1: 5 } });
      // What is stored by now is one of the answers: nothing is left to choose.
      expect(run(asked, sent, returned(stale(8, { OT1: 3 }))).conflicts).toEqual({});
    });
  });

  describe("my own save whose answer got lost is no other device", () => {
    const lost = () => run(start(), typed("OT1", 3), sent, returned({ kind: "unreachable" }));

    test("in the same visit", () => {
      const again = run(lost(), typed("OT1", 5), typed("IN1", 4), sentAs("save", "the next one"));
      const found = run(again, returned(stale(4, { OT1: 3, DQ1: 2 }, "a save of mine")));
      expect(found).toMatchObject({ merged: false, revision: 4, answers: { DQ1: 2, OT1: 5, IN1: 4 } });
      expect(found.conflicts).toEqual({});
    });

    test("after loading the page while it was under way", () => {
      const reloaded = run(
        visit({ DQ1: 2 }, { revision: 3 }, [toKeep(lost())!]),
        typed("OT1", 5),
        sentAs("save", "another"),
      );
      const found = run(reloaded, returned(stale(4, { OT1: 3, DQ1: 2 }, "a save of mine")));
      expect(found).toMatchObject({ conflicts: {}, merged: false, answers: { OT1: 5 } });
    });
  });
});

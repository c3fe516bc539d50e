import { afterEach, describe, expect, test } from "vitest";
import testVersion from "@/testkit/instrument-1.1.0.json" with { type: "json" };
import { type Item, instrument, itemByCode, registry } from "../instrument";
import { questionnaire } from "../questionnaire";
import { adjustmentsFor, breakPositions, type ItemLink, linkedItems } from "./transitions";
import { addVersion, inAskedOrder, instrumentOf, type VersionChange, versionsToAsk } from "./versions";

const change = testVersion as unknown as VersionChange;
const first = instrument.version;
const both = "1.1.0-linking";

afterEach(() => {
  for (const version of [...registry.keys()]) if (version !== first) registry.delete(version);
});

const codes = (version: string) => instrumentOf(version).items.map(({ code }) => code);
const asked = { cycleNumber: 2, firstForDuo: false, ownProfileAnswered: false };

describe("a version", () => {
  test("words an item anew under its code, and asks what it adds; the version before stays as it is", () => {
    addVersion(change);
    expect(codes("1.1.0")).toEqual([...codes(first), "EASE"]);
    expect(itemByCode("ST1", instrumentOf("1.1.0")).wording.ic).toBe(
      "What did you and {P} mostly talk about?",
    );
    expect(itemByCode("ST1", instrumentOf(first)).wording.ic).toBe("Your conversations with {P} were…");
    expect(questionnaire(asked, instrumentOf("1.1.0")).map(({ code }) => code)).toContain("EASE");
    expect(questionnaire(asked, instrumentOf(first)).map(({ code }) => code)).not.toContain("EASE");
    expect(itemByCode("EASE").confidentiality).toBe("shared_with_partner");
  });

  test("comes after a cycle that asks both wordings beside each other and scores the old one", () => {
    addVersion(change);
    const items = instrumentOf(both).items;
    const at = items.findIndex(({ code }) => code === "ST1");
    expect(items[at + 1]).toMatchObject({
      code: "ST1_new",
      links: "ST1",
      in_person_score: false,
      required: true,
    });
    expect(items[at]!.in_person_score).toBe(true);
    expect(linkedItems(both)).toEqual({ target: "1.1.0", items: ["ST1"] });
    expect(linkedItems(first)).toBeUndefined();
  });

  test("is offered after the one it follows, by way of the linking cycle, and never skipped to", () => {
    expect(versionsToAsk(undefined)).toEqual([first]);
    expect(versionsToAsk(first)).toEqual([first]);
    addVersion(change);
    expect(versionsToAsk(undefined)).toEqual([first]);
    expect(versionsToAsk(first)).toEqual([first, both]);
    expect(versionsToAsk(both)).toEqual(["1.1.0"]);
    expect(versionsToAsk("1.1.0")).toEqual(["1.1.0"]);
    addVersion({ version: "1.2.0", follows: "1.1.0", reworded: {}, added: [] });
    expect(versionsToAsk("1.1.0")).toEqual(["1.1.0", "1.2.0"]);
  });

  test("that is not offered is only asked after a cycle that was opened with both wordings", () => {
    addVersion({ ...change, offered: false });
    expect(versionsToAsk(first)).toEqual([first]);
    expect(versionsToAsk(both)).toEqual(["1.1.0"]);
  });

  test.each<[string, Partial<VersionChange>]>([
    ["rewords DQ1, which stays", { reworded: { DQ1: { wording: { ic: "a", manager: "b" } } } }],
    ["rewords XX, which is not asked", { reworded: { XX: { wording: { ic: "a", manager: "b" } } } }],
    [
      "rewords more than 2 items",
      { reworded: Object.fromEntries(["ST1", "SB1", "CU1"].map((code) => [code, itemByCode(code)])) },
    ],
    [
      "changes the number of answers of ST1",
      { reworded: { ST1: { wording: { ic: "a", manager: "b" }, options: ["one", "two"] } } },
    ],
    ["adds ST1, which is asked already", { added: [itemByCode("ST1")] }],
    [
      "adds NEW to the core without a dimension",
      { added: [{ ...itemByCode("ST1"), code: "NEW", in_person_score: false, dimension: null } as Item] },
    ],
    ["scores NEW at once", { added: [{ ...itemByCode("ST1"), code: "NEW" } as Item] }],
  ])("that %s is refused", (why, wrong) => {
    expect(() => addVersion({ version: "2.0.0", follows: first, reworded: {}, added: [], ...wrong })).toThrow(
      why,
    );
    expect(registry.has("2.0.0")).toBe(false);
  });
});

test("either wording comes first, the same one each time for the same person, and nothing else moves", () => {
  addVersion(change);
  const { items } = instrumentOf(both);
  const people = Array.from({ length: 200 }, (_, index) => `0190f3c2-0000-7000-8000-${1_000_000 + index}`);
  const orders = people.map((person) => inAskedOrder(items, person).map(({ code }) => code));
  const newFirst = orders.filter((order) => order.indexOf("ST1_new") < order.indexOf("ST1"));
  expect(newFirst.length).toBeGreaterThan(60);
  expect(newFirst.length).toBeLessThan(140);
  for (const order of orders) expect([...order].sort()).toEqual([...codes(both)].sort());
  expect(inAskedOrder(items, people[3]!)).toEqual(inAskedOrder(items, people[3]!));
  expect(inAskedOrder(instrument.items, people[0]!)).toEqual(instrument.items);
});

describe("across a change of wording", () => {
  const link = (decision: ItemLink["decision"], more: Partial<ItemLink> = {}): ItemLink => ({
    version: "1.1.0",
    item: "ST1",
    decision,
    intercept: null,
    slope: null,
    ...more,
  });
  const through = [first, both, null, "1.1.0", "1.1.0"];

  test("only a break, or a wording that was never linked, is a break, where the new wording first scores", () => {
    addVersion(change);
    expect(breakPositions(through, [link("break")])).toEqual([4]);
    expect(breakPositions(through, [])).toEqual([4]);
    for (const decision of ["splice", "line", "common-items"] as const) {
      expect(breakPositions(through, [link(decision)])).toEqual([]);
    }
    expect(breakPositions(["1.1.0", "1.1.0"], [])).toEqual([]);
    expect(breakPositions([null, "1.1.0"], [])).toEqual([]);
  });

  test("answers count along the line, held within the scale; not at all on common items; else as they are", () => {
    addVersion(change);
    const adjust = adjustmentsFor("1.1.0", [link("line", { intercept: 10, slope: 1.2 })]).get("ST1")!;
    expect(adjust(50)).toBeCloseTo(70, 12);
    expect(adjust(100)).toBe(100);
    expect(adjustmentsFor("1.1.0", [link("common-items")]).get("ST1")!(50)).toBeUndefined();
    expect(adjustmentsFor("1.1.0", [link("splice")]).get("ST1")!(50)).toBe(50);
    expect(adjustmentsFor("1.1.0", [link("break")]).size).toBe(0);
    expect(adjustmentsFor(both, [link("line", { intercept: 10, slope: 1.2 })]).size).toBe(0);
  });

  test("a second change is linked to the first, and what lies before a break is forgotten", () => {
    addVersion(change);
    addVersion({ ...change, version: "1.2.0", follows: "1.1.0", added: [] });
    const one = link("line", { intercept: 10, slope: 1 });
    const two = { ...link("line", { intercept: 0, slope: 0.5 }), version: "1.2.0" };
    expect(adjustmentsFor("1.2.0", [one, two]).get("ST1")!(60)).toBe(40);
    expect(adjustmentsFor("1.2.0-linking", [one, two]).get("ST1")!(60)).toBe(70);
    expect(adjustmentsFor("1.2.0", [one, { ...two, decision: "break" }]).size).toBe(0);
  });
});

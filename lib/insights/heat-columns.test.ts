import { expect, test } from "vitest";
import { type Figure, heatMeasures } from "./figures";
import { heatColumns, silentDuos } from "./heat-columns";
import type { HeatUnit } from "./overview";

const none: Figure = { kind: "none" };
const hidden = (why: "too-few" | "complementary" | "no-duos" | "not-offered"): Figure => ({
  kind: "hidden",
  why,
});
const mean: Figure = {
  kind: "mean",
  value: 60,
  low: null,
  high: null,
  masked: false,
  counted: 5,
  enrolled: 8,
};

/** A unit that has nothing but the named figures, by their place. */
const unit = (figures: Record<number, Figure>, otherwise: Figure = none) => ({
  figures: heatMeasures.map((_, at) => figures[at] ?? otherwise),
});
const trust = heatMeasures.indexOf("dimension:TRUST");

test("a measure that no unit has is no column, and a reason that holds for all is said once", () => {
  const [a, b] = [unit({ 0: mean, [trust]: hidden("too-few") }), unit({ [trust]: hidden("too-few") })];
  expect(heatColumns([a, b])).toEqual({ shown: [0], hidden: [{ why: "too-few", measures: [trust] }] });
});

test("a measure that one unit has, or that is hidden for several reasons, stays a column", () => {
  const shown = (...figures: Figure[]) =>
    heatColumns(figures.map((figure) => unit({ [trust]: figure }))).shown;
  expect(shown(mean, hidden("too-few"))).toEqual([trust]);
  expect(shown(hidden("complementary"), hidden("too-few"))).toEqual([trust]);
  expect(shown(hidden("no-duos"), hidden("too-few"))).toEqual([]);
});

test("where no duo is complete there is no column, whatever the reasons", () => {
  const units = [hidden("too-few"), hidden("complementary")].map((why) => ({
    ...unit({ [trust]: why }),
    counted: 0,
  }));
  expect(heatColumns(units)).toEqual({ shown: [], hidden: [] });
  expect(heatColumns([...units, { ...unit({ 0: mean }), counted: 5 }]).shown).toEqual([0, trust]);
});

test("where every figure is hidden for one reason there is no column at all", () => {
  const units = [unit({}, hidden("too-few")), unit({}, hidden("too-few")), unit({}, hidden("no-duos"))];
  expect(heatColumns(units)).toEqual({
    shown: [],
    hidden: [{ why: "too-few", measures: heatMeasures.map((_, at) => at) }],
  });
});

test("what is not offered here is left out without a word", () => {
  expect(heatColumns([unit({ 0: mean, [trust]: hidden("not-offered") })])).toEqual({
    shown: [0],
    hidden: [],
  });
});

test("duos of which none is complete are counted by the units at the top alone", () => {
  const counted = (depth: number, complete: number | null, enrolled: number | null): HeatUnit => ({
    id: "",
    name: "",
    depth,
    counted: complete,
    enrolled,
    differences: [],
    isCompared: true,
    ...unit({}),
  });
  expect(silentDuos([counted(1, 0, 8), counted(2, 0, 3), counted(1, 0, 4)])).toBe(12);
  expect(silentDuos([counted(0, 0, 8), counted(1, 1, 3)])).toBeUndefined();
  expect(silentDuos([counted(0, null, null)])).toBeUndefined();
});

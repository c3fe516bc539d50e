import { expect, test } from "vitest";
import { dictionary } from "../i18n";
import { instrument } from "../instrument/instrument";
import {
  agreementBands,
  cellMeasures,
  dimensionCodes,
  levelBands,
  sharedDimensionCodes,
  statusCodes,
  unitVerdicts,
} from "./published";

const text = dictionary("en").status;

test("the dictionary has a text for every value that a published row may hold, and for no other", () => {
  expect(Object.keys(text.word)).toEqual([...statusCodes, "incomplete"]);
  expect(Object.keys(text.level)).toEqual([...levelBands]);
  expect(Object.keys(text.agreement)).toEqual([...agreementBands]);
  expect(Object.keys(text.verdict)).toEqual([...unitVerdicts]);
  expect(Object.keys(text.dimension)).toEqual([...dimensionCodes]);
});

test("the dimensions are the instrument's, in its order", () => {
  expect([...dimensionCodes]).toEqual(Object.keys(instrument.dimensions));
});

test("shared dimensions are those that shared items score", () => {
  const shared = instrument.items.filter(
    ({ in_person_score, confidentiality, code }) =>
      in_person_score && confidentiality === "shared_with_partner" && code !== "TR1",
  );
  expect([...sharedDimensionCodes].sort()).toEqual([...new Set(shared.map((item) => item.dimension))].sort());
  expect(sharedDimensionCodes).not.toContain("TRUST");
});

test("unit measures are the level, dimensions, counts, participation and verdicts on level and dimensions", () => {
  const dimensions = "DISC STRAT SOUND TEAM INCL INFO TRUST ALIGN CUST".split(" ");
  expect([...cellMeasures]).toEqual([
    "level",
    ...dimensions.map((code) => `dimension:${code}`),
    ..."multiplying steady strained diverging not-enough-data".split(" ").map((code) => `status:${code}`),
    ..."low some high".split(" ").map((band) => `agreement:${band}`),
    "participation",
    "watch",
    "participation:ic",
    "participation:manager",
    "one-voice",
    "kept",
    "own:1",
    "own:2",
    ...[1, 2].flatMap((slot) => [..."abcdef"].map((letter) => `own:${slot}:${letter}`)),
    "verdict:level",
    ...dimensions.map((code) => `verdict:dimension:${code}`),
  ]);
});

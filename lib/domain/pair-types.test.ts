import { expect, test } from "vitest";
import { dictionary } from "../i18n";
import { pairTypes } from "./pair-types";

test("there are four named kinds of pairs, other ones and unstated ones, each with a text", () => {
  expect([...pairTypes]).toEqual([
    "tech-lead-em",
    "staff-senior-em",
    "principal-director",
    "cto-vp",
    "other",
    "not-stated",
  ]);
  const texts = dictionary("en").status.pairType;
  expect(Object.keys(texts)).toEqual([...pairTypes]);
  expect(new Set(Object.values(texts)).size).toBe(pairTypes.length);
});

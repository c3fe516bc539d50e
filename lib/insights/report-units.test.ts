import { describe, expect, test } from "vitest";
import { heatUnit, reportOn, threeCycles } from "@/testkit/reports";
import { dictionary } from "../i18n";
import { formats } from "../i18n/format";
import { heatMeasures } from "./figures";
import type { HeatUnit } from "./overview";
import { unitSentences } from "./report-units";

const said = (units: readonly HeatUnit[]) =>
  unitSentences(reportOn(threeCycles, { units }), { words: dictionary("en"), format: formats("en", "UTC") });

describe("units", () => {
  test("are named where they differ from the company or from the rest, and no others", () => {
    const units = [
      heatUnit("Search", { level: "up", "dimension:DISC": "up", "dimension:TRUST": "down" }),
      heatUnit("Payments", { level: "down", "dimension:DISC": "up" }),
      heatUnit("Labs", {}),
    ];
    expect(said(units)).toEqual([
      "Compared are 3 units.",
      "The level is above the company in Search.",
      "The level is below the company in Payments.",
      "Discussion quality is higher in Search and Payments than in the rest of what you read.",
      "Delegated trust is lower in Search than in the company.",
    ]);
  });
  test("that do not differ are said not to, and many are not all read out", () => {
    expect(said([heatUnit("Labs", {})])).toEqual(["Compared is 1 unit.", "None differs beyond noise."]);
    expect(said([])).toEqual(["There is no unit below Company that could be compared."]);
    const everywhere = Object.fromEntries(heatMeasures.map((measure) => [measure, "up" as const]));
    const many = said(["A", "B", "C", "D", "E", "F"].map((name) => heatUnit(name, everywhere)));
    expect(many[1]).toBe("The level is above the company in A, B, C, D and 2 more units.");
    expect(many).toHaveLength(7);
    expect(many.at(-1)).toBe("5 more differences stand on the page of units.");
  });
});

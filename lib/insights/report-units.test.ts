import { describe, expect, test } from "vitest";
import { heatUnit, reportOn, threeCycles } from "@/testkit/reports";
import { dictionary } from "../i18n";
import { formats } from "../i18n/format";
import { type Figure, heatMeasures } from "./figures";
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
  test("with nothing to compare them with are said not to be compared, and are not counted", () => {
    const alone = (name: string): HeatUnit => ({ ...heatUnit(name, {}), isCompared: false });
    expect(said([alone("Labs")])).toEqual([
      "Nothing is compared: there are too few other duos that you read.",
    ]);
    expect(said([heatUnit("Search", {}), alone("Labs")])[0]).toBe("Compared is 1 unit.");
  });
  test("without figures are not counted as compared, and where none has any it is said once why", () => {
    const without = (name: string, figure: Figure): HeatUnit => {
      const unit = heatUnit(name, {});
      return { ...unit, counted: null, enrolled: null, figures: unit.figures.map(() => figure) };
    };
    const few = without("Labs", { kind: "hidden", why: "too-few" });
    expect(said([heatUnit("Search", {}), few, without("Sales", { kind: "none" })])).toEqual([
      "Compared is 1 unit.",
      "None differs beyond noise.",
    ]);
    const nothing = "Nothing is compared: no unit shows figures in this cycle.";
    expect(said([few, few])).toEqual([
      `${nothing} Too few complete duos to show safely. At least five are needed, with six different people.`,
    ]);
    expect(said([few, without("Sales", { kind: "none" })])).toEqual([nothing]);
  });
});

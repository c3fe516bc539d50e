import { z } from "zod";
import { krippendorffAlpha } from "@/lib/statistics/krippendorff-alpha";
import { type Check, compare } from "../compare";
import { rows } from "../shapes";

const dataSchema = z.object({ units_by_coders: rows });

/** Vector 12: units × coders, at three levels of measurement. */
export const checkKrippendorffAlpha: Check = ({ data, expected, tolerance_abs }) => {
  const { units_by_coders } = dataSchema.parse(data);
  const nominal = krippendorffAlpha(units_by_coders, "nominal");
  const actual = {
    nominal: nominal.alpha,
    ordinal: krippendorffAlpha(units_by_coders, "ordinal").alpha,
    interval: krippendorffAlpha(units_by_coders, "interval").alpha,
    pairable_units: nominal.pairableUnits,
  };
  return compare(actual, expected, tolerance_abs);
};

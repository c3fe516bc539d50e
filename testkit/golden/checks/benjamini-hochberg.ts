import { z } from "zod";
import { benjaminiHochberg } from "@/lib/statistics/benjamini-hochberg";
import { type Check, compare } from "../compare";
import { values } from "../shapes";

const dataSchema = z.object({ p: values, q: z.number().default(0.05) });

/** Vector 10: adjusted p-values, and how many are rejected at q; the name of that count ends in q as a percentage. */
export const checkBenjaminiHochberg: Check = ({ data, expected, tolerance_abs }) => {
  const { p, q } = dataSchema.parse(data);
  const adjusted = benjaminiHochberg(p.map((one) => one ?? undefined));
  const rejected = adjusted.filter((one) => one !== undefined && one <= q).length;
  const percent = String(Math.round(100 * q)).padStart(2, "0");
  return compare(
    { adjusted, n_rejected: rejected, [`n_rejected_q${percent}`]: rejected },
    expected,
    tolerance_abs,
  );
};

import { z } from "zod";
import { normalCdf, normalQuantile } from "@/lib/statistics/normal";
import { type Check, compare } from "../compare";
import { numbers } from "../shapes";

const dataSchema = z.object({ z: numbers, p: numbers });

/** Vector 20: the normal distribution function and its inverse. */
export const checkNormal: Check = ({ data, expected, tolerance_abs }) => {
  const given = dataSchema.parse(data);
  return compare(
    { pnorm: given.z.map(normalCdf), qnorm: given.p.map(normalQuantile) },
    expected,
    tolerance_abs,
  );
};

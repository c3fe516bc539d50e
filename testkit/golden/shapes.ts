import { z } from "zod";

/** A number that R may have written as NA. */
export const value = z.preprocess((given) => (given === "NA" ? null : given), z.number().nullable());

/** R's JSON writes a vector of length one as a bare value. */
function listed<Item extends z.ZodType>(item: Item) {
  return z.preprocess((given) => (Array.isArray(given) ? given : [given]), z.array(item));
}

export const numbers = listed(z.number());
export const values = listed(value);

/** Rows of equal meaning: respondents × items, units × raters. */
export const rows = z.array(values);
export const numberRows = z.array(numbers);

import { z } from "zod";

/** A number, or null where R has NA. */
const value = z.preprocess((given) => (given === "NA" ? null : given), z.number().nullable());

/** A list; R's JSON writes a list of one value as that value alone. */
function listed<Item extends z.ZodType>(item: Item) {
  return z.preprocess((given) => (Array.isArray(given) ? given : [given]), z.array(item));
}

export const numbers = listed(z.number());
export const values = listed(value);

/** A matrix by rows, such as respondents × items or units × raters. */
export const rows = z.array(values);
export const numberRows = z.array(numbers);

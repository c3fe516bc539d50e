import type { SelectOption } from "../select";

/** One field of a form of the roster, under the name of its column in a roster file. */
export type FieldSpec = {
  name: string;
  label: string;
  hint?: string;
  type?: "text" | "email" | "date" | "number";
  required?: boolean;
  options?: readonly SelectOption[];
};

import { isolate } from "./isolate";

/** A dictionary text with values in place of `{name}`; a name without a value is left as it is. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (written, name: string) => {
    const value = values[name];
    return typeof value === "string" ? isolate(value) : String(value ?? written);
  });
}

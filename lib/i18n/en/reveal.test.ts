import { expect, test } from "vitest";
import { itemsOfClass } from "@/lib/instrument/confidentiality";
import { reveal } from "./reveal";

test("every shared scale item has a short name and words for start, middle and end", () => {
  const scales = itemsOfClass("S").filter(({ type }) => type.startsWith("scale"));
  expect(Object.keys(reveal.items).sort()).toEqual(scales.map(({ code }) => code).sort());
  for (const { title, ends } of Object.values(reveal.items)) {
    expect(title.length).toBeGreaterThan(5);
    expect(new Set(ends).size).toBe(3);
  }
});

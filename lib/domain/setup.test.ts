import { expect, it } from "vitest";
import { organizationFacts, settledFact } from "./setup";

it.each([
  ["a change", ["Beta", "Acme", "Acme"], "Beta"],
  ["nothing, while somebody else changed it", ["Acme", "Acme", "Delta"], "Delta"],
  ["the same change as somebody else", ["Delta", "Acme", "Delta"], "Delta"],
  ["another change than somebody else", ["Beta", "Acme", "Delta"], undefined],
  ["a form that did not say what it showed", ["Beta", undefined, "Acme"], "Beta"],
] as const)("%s", (_, [typed, started, now], settled) => {
  expect(settledFact(typed, started, now)).toBe(settled);
});

it("a name stands in one line", () => {
  const errorOf = (name: string) =>
    organizationFacts.safeParse({ name, timeZone: "UTC" }).error?.issues[0]?.message;
  expect(["Acme", "A\nB", "A\u0085B", " "].map(errorOf)).toEqual([
    undefined,
    "unreadable",
    "unreadable",
    "required",
  ]);
});

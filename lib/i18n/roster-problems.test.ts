import { describe, expect, it } from "vitest";
import { csvText } from "../csv/csv";
import { rosterProblems } from "./en/roster-problems";

describe("the words for an import's problems", () => {
  it.each(Object.entries(rosterProblems))("%s stand in the file of problems as they are", (_, words) => {
    for (const sentence of Object.values(words)) expect(csvText(sentence)).toBe(sentence);
  });
});

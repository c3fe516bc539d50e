import { expect, test } from "vitest";
import { plainDigits } from "./digits";

test("digits are read in any script, whatever stands between them", () => {
  for (const typed of [
    "772 035",
    "772-035",
    "Code: 772035.",
    "７７２０３５",
    "٧٧٢٠٣٥",
    "७७२०३५",
    "772\u00a0–\u00a0035",
  ]) {
    expect([typed, plainDigits(typed)]).toEqual([typed, "772035"]);
  }
  expect(plainDigits("no code")).toBe("");
});

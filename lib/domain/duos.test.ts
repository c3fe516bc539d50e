import { expect, test } from "vitest";
import { hasMissed } from "./duos";

test("a duo missed the cycles between two of its own in which it took no part, and no withdrawn one", () => {
  const [first, withdrawn, third, sixth] = [1, 2, 3, 6].map((number) => ({ number }));
  const cycles = [sixth!, third!, withdrawn!, first!];
  expect(hasMissed(cycles, first!, third!)).toBe(false);
  expect(hasMissed(cycles, third!, sixth!)).toBe(true);
  expect(hasMissed([third!, first!], first!, third!)).toBe(true);
});

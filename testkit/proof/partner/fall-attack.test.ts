import { describe, expect, test } from "vitest";
import { publishWorld } from "../worlds/publish";
import { drawFalling } from "./draw-falling";
import { attackByFalls, nearestFive } from "./fall-attack";

/**
 * Two levels beside each other, of two cycles and then of three, told how the third was answered: found in these of
 * 1,000 organizations while levels were held over all their cycles together.
 */
describe.each([
  [697, "d16"],
  [885, "d32"],
])("levels of neighbouring cycles, in organization %i", (seed, duoId) => {
  const world = drawFalling(seed);
  const duo = world.duos.find((one) => one.duoId === duoId)!;
  const found = (isHeld: boolean) =>
    attackByFalls({ published: publishWorld(world, isHeld), duo, own: "manager" }, nearestFive);
  test("name no answer", () => {
    const { cases, determined } = found(true);
    expect(cases).toBeGreaterThan(10);
    expect(determined).toBe(0);
  });
  test("name one where hidden answers are not held", () => {
    expect(found(false).determined).toBeGreaterThan(0);
  });
});

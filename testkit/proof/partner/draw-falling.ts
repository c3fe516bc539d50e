import { drawWorld, type World } from "../worlds/world";

/** Enough cycles before and since, and falls far enough for answers to lie at both ends. */
const CYCLES = 8;
const falls = [30, 50, 80];
const HAPPY_MEAN = 92;

/**
 * An organization in which duos fall; every second one answers near the top before, so that hidden answers
 * lie at an end.
 */
export function drawFalling(seed: number): World {
  const size = { mostUnits: 8, fall: falls[seed % falls.length]! };
  return drawWorld(seed, CYCLES, seed % 2 === 0 ? size : { ...size, mean: HAPPY_MEAN });
}

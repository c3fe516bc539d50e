import { normalDraw, type Random, seededRandom } from "@/lib/statistics/random";

/** Everything random in made-up data comes from one of these, so that the same seed gives the same organization. */
export type Draw = {
  uniform: Random;
  /** From the normal distribution with this mean and standard deviation. */
  normal(mean: number, sd: number): number;
  chance(probability: number): boolean;
  pick<T>(choices: readonly T[]): T;
  uuid(): string;
};

export function drawFrom(seed: number): Draw {
  const uniform = seededRandom(seed);
  const hex = (digits: number) =>
    Array.from({ length: digits }, () => Math.floor(uniform() * 16).toString(16)).join("");
  return {
    uniform,
    normal: (mean, sd) => mean + normalDraw(uniform, sd),
    chance: (probability) => uniform() < probability,
    pick: (choices) => choices[Math.floor(uniform() * choices.length)]!,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
  };
}

import type { CycleConstants } from "@/lib/engine/run-cycle";

/** How well a partner knows the engine's constants of their organization, which nobody but the publisher reads. */
export type Knowledge = {
  /** Points by which the prior mean may be off. */
  readonly mean: number;
  /** Share by which the ratio of sampling variance to prior variance may be off. */
  readonly ratio: number;
};

/** As well as rows of hundreds of duos could tell a statistician: their levels come in steps of 5. */
export const fromManyRows: Knowledge = { mean: 2, ratio: 0.2 };
/** As the publisher knows them. */
export const exactly: Knowledge = { mean: 0, ratio: 0 };

/**
 * Bounds of a duo's raw mean from its published level: the level is w·y + (1 − w)·M to the nearest 5 points, so
 * y = level + (v/τ²)(level − M) (docs/measurement.md 3.3).
 * @param counts valid scores of both partners in the level's three cycles
 */
export function rawMeanBounds(
  level: number,
  {
    constants,
    counts,
    knowledge,
  }: { constants: CycleConstants; counts: readonly [number, number]; knowledge: Knowledge },
): [low: number, high: number] {
  const { levelPrior, noise } = constants;
  const sampling = (noise.level ** 2 * (1 / counts[0] + 1 / counts[1])) / 4;
  const ratio = sampling / levelPrior.variance;
  const ends = (shown: number) =>
    [-1, 1].flatMap((a) =>
      [-1, 1].map((b) => {
        const mean = levelPrior.mean + a * knowledge.mean;
        return shown + ratio * (1 + b * knowledge.ratio) * (shown - mean);
      }),
    );
  return [Math.min(...ends(level - 2.5)), Math.max(...ends(level + 2.5))];
}

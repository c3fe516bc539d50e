import type { MaskedDuo } from "@/lib/publication/measure-families";
import type { Random } from "@/lib/statistics/random";

/** Complete duos that promised nothing, or of which one did not rate it. */
const without = 0.2;
const most = 3;

/**
 * What share of its commitments each complete duo kept that had one to three of them.
 * @param alike share of commitments that end as most do in the organization: kept, or not
 */
export function drawKept(random: Random, duos: readonly MaskedDuo[], alike = 0.7): Map<string, number> {
  const usual = random() < 0.5;
  const rated = duos.filter(({ icFinal, managerFinal }) => icFinal && managerFinal && random() >= without);
  return new Map(
    rated.map(({ duoId }) => {
      const promised = Array.from(
        { length: 1 + Math.floor(most * random()) },
        () => random() < alike === usual,
      );
      return [duoId, promised.filter(Boolean).length / promised.length];
    }),
  );
}

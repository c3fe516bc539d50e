import { dimensionCodes } from "@/lib/domain/published";
import { otherSide, type Side, sides } from "@/lib/instrument/answers";
import { agreementBand, agreementThresholds } from "@/lib/organization/agreement-bands";
import { profileGap } from "@/lib/scoring/duo";
import type { DimensionScores } from "@/lib/scoring/person";
import type { DuoFigures, PublishedWorld } from "../worlds/publish";

/** Trust answers attacked, those determined, and those that the likeliest guess names with the band and without. */
export type Named = { cases: number; determined: number; named: number; namedWithout: number };

/**
 * The agreement band as it was published at first: all nine dimensions of one cycle against pseudo-duos. The partner
 * knows their own dimensions, the other's shared answers and the bounds of the bands, and tries all hidden answers.
 */
export function attackEarlierAgreement({ cycles }: PublishedWorld, nth: number): Named {
  const found: Named = { cases: 0, determined: 0, named: 0, namedWithout: 0 };
  const complete = [...cycles[nth]!.figures.values()].filter(({ ic, manager }) => ic && manager);
  const profiles = complete.map(({ ic, manager }) => ({
    ic: byDimension(ic!.dimensions),
    manager: byDimension(manager!.dimensions),
  }));
  const thresholds = agreementThresholds(profiles, nth);
  if (!thresholds) return found;
  for (const [index, { ic, manager }] of profiles.entries()) {
    const shown = agreementBand(profileGap(ic, manager)!, thresholds);
    for (const own of sides) {
      const truth = profiles[index]![otherSide(own)].TRUST;
      if (truth === undefined) continue;
      const likely = likelihoods(
        complete[index]!,
        own,
        (other) => agreementBand(profileGap(profiles[index]![own], other)!, thresholds) === shown,
      );
      found.cases++;
      if (likely.with.filter((weight) => weight > 0).length === 1) found.determined++;
      if (25 * likely.with.indexOf(Math.max(...likely.with)) === truth) found.named++;
      if (25 * likely.without.indexOf(Math.max(...likely.without)) === truth) found.namedWithout++;
    }
  }
  return found;
}

/** Points by which a person's answers scatter around the mean of their shared ones. */
const SCATTER = 22;

/** How likely each Trust answer is over all hidden answers, and over the allowed ones: each near the mean of shared ones. */
function likelihoods(duo: DuoFigures, own: Side, isAllowed: (other: DimensionScores) => boolean) {
  const { dimensions, shared } = duo[otherSide(own)]!;
  const seen = shared.filter((score) => score !== null);
  const mean = seen.reduce((sum, score) => sum + score, 0) / seen.length;
  const near = (points: number) => Math.exp(-(((points - mean) / SCATTER) ** 2) / 2);
  const likely = { with: [0, 0, 0, 0, 0], without: [0, 0, 0, 0, 0] };
  const halves = (["DISC", "TEAM", "INFO"] as const).map((code) => dimensionCodes.indexOf(code));
  for (const [trust, first, second, third] of combinations(4)) {
    const hidden = [first!, second!, third!];
    const other = byDimension(dimensions);
    other.TRUST = 25 * trust!;
    for (const [nth, position] of halves.entries()) {
      const known = shared[position] ?? null;
      if (dimensions[position] === null) continue;
      const code = dimensionCodes[position]!;
      other[code] = known === null ? 25 * hidden[nth]! : (known + 25 * hidden[nth]!) / 2;
    }
    const weight = [trust!, ...hidden].reduce((product, step) => product * near(25 * step), 1);
    likely.without[trust!]! += weight;
    if (isAllowed(other)) likely.with[trust!]! += weight;
  }
  return likely;
}

function* combinations(count: number): Generator<number[]> {
  if (count === 0) {
    yield [];
    return;
  }
  for (let step = 0; step < 5; step++) for (const rest of combinations(count - 1)) yield [step, ...rest];
}

function byDimension(scores: readonly (number | null)[]): {
  -readonly [Code in keyof DimensionScores]: DimensionScores[Code];
} {
  return Object.fromEntries(
    dimensionCodes.flatMap((code, index) => {
      const score = scores[index] ?? null;
      return score === null ? [] : [[code, score]];
    }),
  );
}

import type { EnrolledRow } from "@/db/queries/publication";
import { type AgreementBand, type DimensionBands, dimensionCodes } from "@/lib/domain/published";
import { agreementBand, agreementThresholds } from "@/lib/organization/agreement-bands";
import { dimensionBandsOf, type PersonFigures } from "@/lib/publication/assemble-duo";
import { profileGap } from "@/lib/scoring/duo";
import type { DimensionScores } from "@/lib/scoring/person";
import type { DuoAnswers } from "./score-answers";

export type DuoBands = { agreement: AgreementBand | null; dimensions: DimensionBands };

/** Agreement and dimension bands of this cycle, of the duos that are complete in it; the others have no entry. */
export function duoBands(
  enrolled: readonly EnrolledRow[],
  answers: ReadonlyMap<string, DuoAnswers>,
  seed: number,
): Map<string, DuoBands> {
  const complete = enrolled.flatMap((duo) => {
    const { ic, manager } = answers.get(duo.duoId) ?? {};
    return duo.icFinal && duo.managerFinal && ic && manager ? [{ duoId: duo.duoId, ic, manager }] : [];
  });
  const profiles = complete.map(({ ic, manager }) => ({
    ic: byDimension(ic),
    manager: byDimension(manager),
  }));
  const thresholds = agreementThresholds(profiles, seed);
  return new Map(
    complete.map(({ duoId, ic, manager }, index) => {
      const gap = profileGap(profiles[index]!.ic, profiles[index]!.manager);
      const agreement = thresholds && gap !== undefined ? agreementBand(gap, thresholds) : null;
      return [duoId, { agreement, dimensions: dimensionBandsOf(ic, manager) }];
    }),
  );
}

function byDimension({ dimensions }: PersonFigures): DimensionScores {
  return Object.fromEntries(
    dimensionCodes.flatMap((code, index) => {
      const score = dimensions[index] ?? null;
      return score === null ? [] : [[code, score]];
    }),
  );
}

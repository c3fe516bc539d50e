import { agreementBands, levelBands, statusCodes } from "../domain/published";
import { type OverviewCounts, placeAt, stepAt } from "../publication/overview-counts";
import type { ChangeCount } from "./changes";
import type { MapCount } from "./overview";

/** The map's counts as a publication keeps them; cells without a duo are left out. */
export function mapCounts({ places }: Pick<OverviewCounts, "places">): MapCount[] {
  return levelBands.flatMap((level) =>
    agreementBands.flatMap((agreement) =>
      statusCodes.flatMap((status) => {
        const count = places[placeAt(level, agreement, status)] ?? 0;
        return count > 0 ? [{ level, agreement, status, count }] : [];
      }),
    ),
  );
}

/**
 * From which state to which duos went, as a publication keeps it.
 * @returns undefined where a duo was at another place of the tree: whether the reader reads its row there the rows say
 */
export function changeCounts({ steps, older, elsewhere }: OverviewCounts): ChangeCount[] | undefined {
  if (elsewhere > 0) return undefined;
  const counted = (counts: readonly number[], inBoth: boolean) =>
    statusCodes.flatMap((from) =>
      statusCodes.flatMap((to) => {
        const count = counts[stepAt(from, to)] ?? 0;
        return count > 0 ? [{ from, to, count, inBoth }] : [];
      }),
    );
  return [...counted(steps, true), ...counted(older, false)];
}

import { insertRows } from "@/db/queries/insert-rows";
import type { CycleUnitRow } from "@/db/queries/publication";
import { readFigures } from "@/db/queries/scores";
import { publishedDrivers } from "@/db/schema";
import type { SharingMode } from "@/lib/domain/cycles";
import { dimensionCodes } from "@/lib/domain/published";
import { drivers } from "@/lib/organization/drivers";
import type { PersonCycle } from "@/lib/organization/lagged-sums";
import type { MaskedCell } from "@/lib/publication/masked-cell";
import type { PersonFigures } from "@/lib/publication/person-figures";
import type { DimensionScores } from "@/lib/scoring/person";
import { type History, standing } from "./calendar";
import type { CyclePublication } from "./cycle-publication";
import type { DuoAnswers } from "./score-answers";

type Known = {
  cycle: { number: number; sharingMode: SharingMode };
  history: History;
  units: readonly CycleUnitRow[];
  answers: ReadonlyMap<string, DuoAnswers>;
  cells: readonly MaskedCell[];
};

type DuoCycles = { ic: (PersonCycle | undefined)[]; manager: (PersonCycle | undefined)[] };

/** Publishes what goes with impact in the whole organization; in `private` nothing while the root's level is hidden. */
export async function writeDrivers(publication: CyclePublication, known: Known): Promise<void> {
  const { client, orgId, cycleId } = publication;
  const root = known.units.find(({ parentId }) => parentId === null);
  if (!root || (known.cycle.sharingMode === "private" && !isShown(known.cells, root.id))) return;
  // The cycle's number is the seed, so that the same publication gives the same bootstrap.
  const found = drivers(await loadHistories(publication, known), known.cycle.number);
  const { standing: shown, duos } = found;
  await insertRows(client, publishedDrivers, [
    {
      orgId,
      cycleId,
      unitId: root.id,
      lineage: [root.id],
      standing: shown,
      duos,
      rSquared: found.standing === "hidden" ? null : found.rSquared,
      weights:
        found.standing === "hidden"
          ? null
          : found.drivers.map(({ dimension, weight, interval }) => ({
              dimension,
              weight,
              low: interval.lower,
              high: interval.upper,
            })),
    },
  ]);
}

function isShown(cells: readonly MaskedCell[], unitId: string): boolean {
  return cells.some(
    (cell) => cell.unitId === unitId && cell.measure === "level" && cell.pairType === "all" && cell.visible,
  );
}

async function loadHistories(
  publication: CyclePublication,
  { history, answers }: Known,
): Promise<DuoCycles[]> {
  const cycle = history.cycles.length;
  const positionOf = new Map(history.cycles.map(({ id }, index) => [id, index]));
  const histories = new Map<string, DuoCycles>();
  const historyOf = (duoId: string) => {
    const known = histories.get(duoId) ?? { ic: new Array(cycle), manager: new Array(cycle) };
    histories.set(duoId, known);
    return known;
  };
  const earlierIds = standing(history);
  const { orgId } = publication;
  await readFigures(publication, { orgId, cycleIds: earlierIds }, ({ duoId, side, position, figures }) => {
    historyOf(duoId)[side][positionOf.get(earlierIds[position - 1]!)!] = personCycle(figures);
  });
  for (const [duoId, { ic, manager }] of answers) {
    if (ic) historyOf(duoId).ic[cycle - 1] = personCycle(ic);
    if (manager) historyOf(duoId).manager[cycle - 1] = personCycle(manager);
  }
  return [...histories].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

const personCycle = ({ dimensions, mx1 }: PersonFigures): PersonCycle => ({
  dimensions: scoresOf(dimensions),
  mx: mx1 ?? undefined,
});

function scoresOf(scores: readonly (number | null)[]): DimensionScores {
  return Object.fromEntries(
    dimensionCodes.map((code, i) => [code, scores[i] ?? undefined]),
  ) as DimensionScores;
}

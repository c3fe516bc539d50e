import { type PairType, pairTypes } from "@/lib/domain/pair-types";
import { groupBy } from "./group-by";
import type { UnitMask } from "./mask";
import {
  countDuosByPerson,
  type EnrolledDuo,
  MINIMUM_DUOS,
  MINIMUM_OTHER_DUOS,
  MINIMUM_PEOPLE,
} from "./safe";
import { connectedComponents, smallestCut, smallestRow, smallestSplit } from "./smallest-cut";
import type { UnitNode, UnitTree } from "./tree";

export type PairTypeDuo = EnrolledDuo & { readonly pairType: PairType };

/** Counted and enrolled duos of a pair type in a unit's subtree. */
export type PairTypeCount = { readonly counted: number; readonly enrolled: number };

/** A unit's residual: its counted duos outside the visible units below it. */
type Residual = {
  readonly unit: UnitNode;
  readonly duos: readonly PairTypeDuo[];
  /** Its duos by pair type, in the order of `pairTypes`. */
  readonly counts: readonly number[];
};

/**
 * Which units may break one measure down by pair type (complementary suppression, "breakdown"). Residuals of visible
 * units and pair types form a bipartite graph whose edges weigh the counted duos; whatever is computed from published
 * totals is a cut of it, so no cut may be too small.
 * @param mask the unit mask of the same measure over the same duos
 * @returns for each unit that offers it, every pair type with counted duos in its subtree; other units are absent
 */
export function maskBreakdown({
  tree,
  mask,
  duos,
}: {
  tree: UnitTree;
  mask: ReadonlyMap<string, UnitMask>;
  duos: readonly PairTypeDuo[];
}): Map<string, Map<PairType, PairTypeCount>> {
  const isVisible = (unit: UnitNode) => mask.get(unit.id)!.visible;
  const residualOf = groupBy(
    duos.filter((duo) => duo.counted),
    (duo) => nearestVisible(tree.byId.get(duo.unitId)!, isVisible),
  );

  const offered = new Set<string>();
  /** Visible units of each subtree outside the subtrees already offered a breakdown. */
  const remaining = new Map<UnitNode, Residual[]>();
  for (const unit of tree.postOrder) {
    const rows = unit.children.flatMap((child) => remaining.get(child)!);
    if (isVisible(unit)) {
      const residual = residualOf.get(unit) ?? [];
      rows.push({ unit, duos: residual, counts: weigh(residual, () => 1) });
      if (mayBreakDown(rows)) offered.add(unit.id);
    }
    remaining.set(unit, offered.has(unit.id) ? [] : rows);
  }
  return countByPairType(tree, duos, offered);
}

function nearestVisible(unit: UnitNode, isVisible: (unit: UnitNode) => boolean): UnitNode | null {
  let nearest: UnitNode | null = unit;
  while (nearest && !isVisible(nearest)) nearest = nearest.parent;
  return nearest;
}

function mayBreakDown(rows: readonly Residual[]): boolean {
  // With one value the unit cells, safe already, are the breakdown.
  const values = pairTypes.filter((_, column) => rows.some((row) => row.counts[column]! > 0));
  if (values.length <= 1) return true;

  const components = connectedComponents(rows.map((row) => row.counts));
  const parts = components.map((component) => component.rows.map((row) => rows[row]!));
  return (
    parts.every((part) => smallestCut(part.map((row) => row.counts)) >= MINIMUM_DUOS) &&
    // Shares are sums of fractions: what exceeds the bound by rounding alone does not exceed it.
    parts.every((part) => smallestCut(weighByPeople(part, rows)) > MINIMUM_PEOPLE - 1 + 1e-9) &&
    parts.every(withstandsLeaders)
  );
}

/** Each duo weighs the sum over its two partners of 1 / (that partner's duos in the graph): no cut exceeds its people. */
function weighByPeople(part: readonly Residual[], graph: readonly Residual[]): number[][] {
  const duosOf = countDuosByPerson(graph.flatMap((row) => row.duos));
  return part.map((row) =>
    weigh(row.duos, (duo) => 1 / duosOf.get(duo.icPersonId)! + 1 / duosOf.get(duo.managerPersonId)!),
  );
}

/** At least 4 in every cut for each leader who may read a unit of the component and subtracts their own duos. */
function withstandsLeaders(part: readonly Residual[]): boolean {
  const counts = part.map((row) => row.counts);
  const split = smallestSplit(counts);
  for (const own of ownEdges(part).values()) {
    const others = counts.map((row) => [...row]);
    for (const { row, column } of own) others[row]![column]! -= 1;
    if (smallestRow(others) < MINIMUM_OTHER_DUOS) return false;
    // Removing duos lowers a cut by no more than their number, which spares most leaders the search.
    if (split - own.length < MINIMUM_OTHER_DUOS && smallestSplit(others) < MINIMUM_OTHER_DUOS) return false;
  }
  return true;
}

/** For each leader who may read a unit of the component, the edge of each duo they are in. */
function ownEdges(part: readonly Residual[]): Map<string, { row: number; column: number }[]> {
  const readers = new Set(part.flatMap(({ unit }) => [...unit.readers]));
  const edges = new Map<string, { row: number; column: number }[]>();
  part.forEach(({ duos }, row) => {
    for (const { icPersonId, managerPersonId, pairType } of duos) {
      for (const personId of [icPersonId, managerPersonId]) {
        if (!readers.has(personId)) continue;
        const own = edges.get(personId) ?? [];
        own.push({ row, column: pairTypes.indexOf(pairType) });
        edges.set(personId, own);
      }
    }
  });
  return edges;
}

/** A row of the graph: one column for each pair type, each duo adding its weight. */
function weigh(duos: readonly PairTypeDuo[], weightOf: (duo: PairTypeDuo) => number): number[] {
  const weights = pairTypes.map(() => 0);
  for (const duo of duos) weights[pairTypes.indexOf(duo.pairType)]! += weightOf(duo);
  return weights;
}

function countByPairType(
  tree: UnitTree,
  duos: readonly PairTypeDuo[],
  offered: ReadonlySet<string>,
): Map<string, Map<PairType, PairTypeCount>> {
  const counts = new Map<string, Map<PairType, { counted: number; enrolled: number }>>();
  for (const unitId of offered) counts.set(unitId, new Map());
  for (const duo of duos) {
    for (let unit = tree.byId.get(duo.unitId) ?? null; unit; unit = unit.parent) {
      const ofUnit = counts.get(unit.id);
      if (!ofUnit) continue;
      const count = ofUnit.get(duo.pairType) ?? { counted: 0, enrolled: 0 };
      count.enrolled += 1;
      if (duo.counted) count.counted += 1;
      ofUnit.set(duo.pairType, count);
    }
  }
  for (const ofUnit of counts.values()) {
    for (const [pairType, { counted }] of ofUnit) if (counted === 0) ofUnit.delete(pairType);
  }
  return counts;
}

import type { PairType } from "@/lib/pair-types";
import { groupBy } from "./group-by";
import type { UnitMask } from "./mask";
import {
  countDuosByPerson,
  type EnrolledDuo,
  MINIMUM_DUOS,
  MINIMUM_OTHER_DUOS,
  MINIMUM_PEOPLE,
} from "./safe";
import { connectedComponents, smallestCut } from "./smallest-cut";
import type { UnitNode, UnitTree } from "./tree";

export type PairTypeDuo = EnrolledDuo & { readonly pairType: PairType };

/** Counted and enrolled duos of a pair type in a unit's subtree. */
export type PairTypeCount = { readonly counted: number; readonly enrolled: number };

/** A unit's residual: its counted duos outside the visible units below it. */
type Residual = { readonly unit: UnitNode; readonly duos: readonly PairTypeDuo[] };

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
      rows.push({ unit, duos: residualOf.get(unit) ?? [] });
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
  const duos = rows.flatMap((row) => row.duos);
  const values = [...new Set(duos.map((duo) => duo.pairType))];
  // With one value the unit cells, safe already, are the breakdown.
  if (values.length <= 1) return true;

  const duosOf = countDuosByPerson(duos);
  const shareOf = (personId: string) => 1 / duosOf.get(personId)!;
  const components = connectedComponents(weigh(rows, values, () => 1));
  return components.every((component) => {
    const part = component.rows.map((row) => rows[row]!);
    const cut = smallestCut(weigh(part, values, () => 1));
    if (cut < MINIMUM_DUOS) return false;
    const people = smallestCut(
      weigh(part, values, (duo) => shareOf(duo.icPersonId) + shareOf(duo.managerPersonId)),
    );
    // Shares are sums of fractions: what exceeds the bound by rounding alone does not exceed it.
    if (people <= MINIMUM_PEOPLE - 1 + 1e-9) return false;
    return withstandsLeaders(part, values, cut);
  });
}

/** At least 4 in every cut for each leader who may read a unit of the component and subtracts their own duos. */
function withstandsLeaders(part: readonly Residual[], values: readonly PairType[], cut: number): boolean {
  const duosOf = countDuosByPerson(part.flatMap((row) => row.duos));
  for (const [personId, own] of duosOf) {
    // Removing duos lowers a cut by no more than their number.
    if (cut - own >= MINIMUM_OTHER_DUOS) continue;
    if (!part.some((row) => row.unit.readers.has(personId))) continue;
    const isOwn = (duo: PairTypeDuo) => duo.icPersonId === personId || duo.managerPersonId === personId;
    const others = weigh(part, values, (duo) => (isOwn(duo) ? 0 : 1));
    if (smallestCut(others) < MINIMUM_OTHER_DUOS) return false;
  }
  return true;
}

/** Residuals by values, each edge the sum of its duos' weights. */
function weigh(
  rows: readonly Residual[],
  values: readonly PairType[],
  weightOf: (duo: PairTypeDuo) => number,
): number[][] {
  return rows.map((row) => {
    const weights = values.map(() => 0);
    for (const duo of row.duos) weights[values.indexOf(duo.pairType)]! += weightOf(duo);
    return weights;
  });
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

import { type PairType, pairTypes } from "@/lib/domain/pair-types";
import { groupBy } from "../domain/group-by";
import type { UnitMask } from "./mask";
import {
  countDuosByPerson,
  type EnrolledDuo,
  MINIMUM_DUOS,
  MINIMUM_OTHER_DUOS,
  MINIMUM_PEOPLE,
} from "./safe";
import { connectedComponents, smallestCut, smallestRow, smallestSplit } from "./smallest-cut";
import { firstAtOrAbove, type UnitNode, type UnitTree } from "./tree";

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

/** A unit that offers a breakdown, and what it is made of: visible units below it that offer none themselves. */
type Region = { readonly unit: UnitNode; readonly rows: readonly Residual[] };

type BreakdownInput = {
  readonly tree: UnitTree;
  /** The unit mask of the same measure over the same duos. */
  readonly mask: ReadonlyMap<string, UnitMask>;
  readonly duos: readonly PairTypeDuo[];
};

/**
 * Which units may break the mean of one measure down by pair type (docs/measurement.md 4, complementary suppression,
 * "breakdown"). Residuals of visible units and pair types form a bipartite graph whose edges weigh the counted duos;
 * whatever is computed from published totals is a cut of it, so no cut may be too small.
 * @returns for each unit that offers it, every pair type with counted duos in its subtree; other units are absent
 */
export function maskBreakdown(input: BreakdownInput): Map<string, Map<PairType, PairTypeCount>> {
  const offered = new Set(offeredRegions(input).map(({ unit }) => unit.id));
  return countByPairType(input.tree, input.duos, offered);
}

/**
 * People who could isolate others with their own duos if they read a unit's breakdown, by unit. None of its readers is
 * among them; who becomes a reader later is looked up here. A unit above is unsafe for them too, because its breakdown
 * is safe only beside the one below.
 */
export function unsafeForBreakdown(input: BreakdownInput): Map<string, Set<string>> {
  const unsafe = new Map<string, Set<string>>();
  for (const { unit, rows } of offeredRegions(input)) {
    const people = new Set<string>();
    for (const part of componentsOf(rows)) {
      const withstands = subtraction(part);
      for (const [personId, own] of ownEdges(part, () => true)) {
        if (!withstands(own)) people.add(personId);
      }
    }
    for (const [below, endangering] of unsafe) {
      const isBelow = firstAtOrAbove(input.tree.byId.get(below)!, (one) => one === unit) !== null;
      if (isBelow) for (const personId of endangering) people.add(personId);
    }
    unsafe.set(unit.id, people);
  }
  return unsafe;
}

/** In post-order, so a unit comes after those below it. */
function offeredRegions({ tree, mask, duos }: BreakdownInput): Region[] {
  const isVisible = (unit: UnitNode) => mask.get(unit.id)!.visible;
  const residualOf = groupBy(
    duos.filter((duo) => duo.counted),
    (duo) => firstAtOrAbove(tree.byId.get(duo.unitId)!, isVisible),
  );
  const offered: Region[] = [];
  /** Visible units of each subtree outside the subtrees already offered a breakdown. */
  const remaining = new Map<UnitNode, Residual[]>();
  for (const unit of tree.postOrder) {
    const rows = unit.children.flatMap((child) => remaining.get(child)!);
    if (isVisible(unit)) {
      const residual = residualOf.get(unit) ?? [];
      rows.push({ unit, duos: residual, counts: weigh(residual, () => 1) });
    }
    const offers = isVisible(unit) && mayBreakDown(rows);
    if (offers) offered.push({ unit, rows });
    remaining.set(unit, offers ? [] : rows);
  }
  return offered;
}

function mayBreakDown(rows: readonly Residual[]): boolean {
  // With one value the unit cells, safe already, are the breakdown.
  const values = pairTypes.filter((_, column) => rows.some((row) => row.counts[column]! > 0));
  if (values.length <= 1) return true;

  const parts = componentsOf(rows);
  return (
    parts.every((part) => smallestCut(part.map((row) => row.counts)) >= MINIMUM_DUOS) &&
    // Shares are sums of fractions: what exceeds the bound by rounding alone does not exceed it.
    parts.every((part) => smallestCut(weighByPeople(part, rows)) > MINIMUM_PEOPLE - 1 + 1e-9) &&
    parts.every(withstandsLeaders)
  );
}

function componentsOf(rows: readonly Residual[]): Residual[][] {
  const components = connectedComponents(rows.map((row) => row.counts));
  return components.map((component) => component.rows.map((row) => rows[row]!));
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
  const readers = new Set(part.flatMap(({ unit }) => [...unit.readers]));
  return [...ownEdges(part, (personId) => readers.has(personId)).values()].every(subtraction(part));
}

type Edge = { readonly row: number; readonly column: number };

/** Tells whether every cut of a component keeps at least 4 duos without somebody's own. */
function subtraction(part: readonly Residual[]): (own: readonly Edge[]) => boolean {
  const counts = part.map((row) => row.counts);
  const split = smallestSplit(counts);
  return (own) => {
    const others = counts.map((row) => [...row]);
    for (const { row, column } of own) others[row]![column]! -= 1;
    if (smallestRow(others) < MINIMUM_OTHER_DUOS) return false;
    // Removing duos lowers a cut by no more than their number, which spares most people the search.
    return split - own.length >= MINIMUM_OTHER_DUOS || smallestSplit(others) >= MINIMUM_OTHER_DUOS;
  };
}

/** For each person concerned, the edge of each duo they are in. */
function ownEdges(
  part: readonly Residual[],
  isConcerned: (personId: string) => boolean,
): Map<string, Edge[]> {
  const edges = new Map<string, Edge[]>();
  part.forEach(({ duos }, row) => {
    for (const { icPersonId, managerPersonId, pairType } of duos) {
      for (const personId of [icPersonId, managerPersonId]) {
        if (!isConcerned(personId)) continue;
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

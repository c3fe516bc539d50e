import type { SharingMode } from "../domain/cycles";
import { groupBy } from "../domain/group-by";
import type { CellMeasure } from "../domain/published";
import { maskBreakdown, unsafeForBreakdown } from "./breakdown";
import { holdAtEnds } from "./ends";
import { maskUnits, type UnitMask } from "./mask";
import { coarseMean, coarseShare, coarsestMean, hiddenCell, type MaskedCell } from "./masked-cell";
import { type BesideItems, type Family, familiesOf, type MaskedDuo } from "./measure-families";
import { type CellReader, cellReaders } from "./readers";
import { isRootGroupSafe } from "./root-groups";
import { publishedLevel } from "./rounding";
import { MINIMUM_DUOS } from "./safe";
import { inSubtrees, type UnitNode, type UnitTree } from "./tree";
import { unsafeForSet, unsafeForUnits } from "./unsafe-readers";
import { judgeUnits } from "./verdicts";
import { type ResidualGroups, visibleResiduals } from "./visible-residuals";

type CountedDuo = MaskedDuo & { readonly counted: boolean };
type Groups = ResidualGroups<CountedDuo>;

/** What a unit is compared with the company in: who enters the company's mean, and with which value. */
type Comparison = {
  readonly measure: CellMeasure;
  readonly groups: Groups;
  readonly valueFor: (duo: CountedDuo) => number;
};

type Cycle = { readonly tree: UnitTree; readonly duos: readonly MaskedDuo[] };

/**
 * Every masked unit cell of a publication and who may read it: in `scoped` what is not counted from readable rows
 * (Trust, watch, a unit beside the company); in `private` all unit figures; in both the organization's own questions and
 * the share of kept commitments. For each measure a mask over that measure's own duos, coarse figures where it is visible,
 * the reason alone where it is hidden (docs/measurement.md 4).
 * @param duos all enrolled duos of the cycle
 * @param hiddenLastCycle units by measure whose cell was hidden in the cycle before
 */
export function maskedCells({
  tree,
  duos,
  sharingMode,
  hiddenLastCycle,
  custom,
  kept,
}: Cycle &
  BesideItems & {
    readonly sharingMode: SharingMode;
    readonly hiddenLastCycle: ReadonlyMap<string, ReadonlySet<string>>;
  }): { cells: MaskedCell[]; readers: CellReader[] } {
  const isPrivate = sharingMode === "private";
  const families = familiesOf(sharingMode, { custom, kept }).map((family) => {
    const hidden = hiddenLastCycle.get(family.measures[0]!.measure) ?? new Set<string>();
    return maskFamily({ tree, duos }, family, hidden);
  });
  const comparisons = families.flatMap(comparisonsOf);
  if (!isPrivate) comparisons.push(levelsOfRows({ tree, duos }));
  const cells = [
    ...families.flatMap((family) => unitCells(tree, family)),
    ...(isPrivate ? families.flatMap((family) => pairCells(tree, family)) : []),
    ...(isPrivate ? silenceCells({ tree, duos }) : []),
    ...comparisons.flatMap((comparison) => verdictCells({ tree, duos }, comparison)),
  ];
  const companies = new Map(comparisons.map(({ measure, groups }) => [`verdict:${measure}`, groups]));
  return { cells, readers: cellReaders(tree, cells, companies) };
}

/** A family under its mask: who is counted where, and each measure's values as figures use them. */
type MaskedFamily = {
  readonly family: Family;
  readonly duos: readonly CountedDuo[];
  readonly mask: ReadonlyMap<string, UnitMask>;
  readonly groups: Groups;
  readonly held: ReadonlyMap<CellMeasure, ReadonlyMap<CountedDuo, number>>;
};

function maskFamily(
  { tree, duos: enrolled }: Cycle,
  family: Family,
  hidden: ReadonlySet<string>,
): MaskedFamily {
  const duos = enrolled.map((duo) => ({ ...duo, counted: family.has(duo) }));
  const mask = maskUnits({ tree, duos, hiddenLastCycle: hidden, kind: family.kind });
  const groups = visibleResiduals(
    tree,
    mask,
    duos.filter(({ counted }) => counted),
  );
  const held = family.measures.map(({ measure, valueFor }) => {
    const values = new Map<CountedDuo, number>();
    for (const group of groups.values()) {
      const ofGroup = holdAtEnds(group.map(valueFor), family.kind);
      for (const [index, duo] of group.entries()) values.set(duo, ofGroup[index]!);
    }
    return [measure, values] as const;
  });
  return { family, duos, mask, groups, held: new Map(held) };
}

/** A family's cells of whole units, hidden ones included. */
function unitCells(tree: UnitTree, { family, mask, groups, held }: MaskedFamily): MaskedCell[] {
  const members = inSubtrees(groups);
  return family.measures.flatMap(({ measure, valueFor }) => {
    const unsafe = unsafeForUnits(groups, family.kind, valueFor);
    const values = held.get(measure)!;
    return tree.postOrder.map((unit) => {
      const { visible, reason, counted, enrolled } = mask.get(unit.id)!;
      const cell = hiddenCell(unit.id, measure, reason);
      if (!visible) return cell;
      const duos = members.get(unit)!;
      const figures = duos.map((duo) => values.get(duo)!);
      const figure = () => {
        if (family.kind === "share") return coarseShare(figures);
        return family.unitsOnly ? coarsestMean(figures) : coarseMean(figures, duos.map(valueFor));
      };
      return { ...cell, visible, counted, enrolled, ...figure(), unsafeFor: unsafe.get(unit.id) ?? [] };
    });
  });
}

/**
 * A mean's cells by pair type where they are offered. Shares have none: unit cells and pair types together would tell
 * of single duos that they are not in a state.
 */
function pairCells(tree: UnitTree, { family, duos, mask, groups, held }: MaskedFamily): MaskedCell[] {
  if (family.kind === "share" || family.unitsOnly) return [];
  const members = inSubtrees(groups);
  const unsafe = unsafeForBreakdown({ tree, mask, duos });
  return [...maskBreakdown({ tree, mask, duos })].flatMap(([unitId, types]) =>
    [...types].flatMap(([pairType, { counted, enrolled }]) => {
      const ofType = members.get(tree.byId.get(unitId)!)!.filter((duo) => duo.pairType === pairType);
      return family.measures.map(({ measure, valueFor }) => {
        const figures = ofType.map((duo) => held.get(measure)!.get(duo)!);
        return {
          ...hiddenCell(unitId, measure, null),
          pairType,
          visible: true,
          counted,
          enrolled,
          ...coarseMean(holdAtEnds(figures, family.kind), ofType.map(valueFor)),
          unsafeFor: [...new Set([...unsafe.get(unitId)!, ...unsafeForSet(ofType, family.kind, valueFor)])],
        };
      });
    }),
  );
}

/** In `private`, units are compared in every mean by the values that figures use. */
function comparisonsOf({ family, groups, held }: MaskedFamily): Comparison[] {
  if (family.kind === "share" || family.unitsOnly) return [];
  return [...held].map(([measure, values]) => ({ measure, groups, valueFor: (duo) => values.get(duo)! }));
}

/** In `scoped`, units are compared in the levels that rows show. */
function levelsOfRows({ tree, duos }: Cycle): Comparison {
  const groups = new Map<UnitNode, CountedDuo[]>(tree.postOrder.map((unit) => [unit, []]));
  for (const duo of duos) {
    if (duo.icFinal && duo.managerFinal && duo.level !== null) {
      groups.get(tree.byId.get(duo.unitId)!)!.push({ ...duo, counted: true });
    }
  }
  return { measure: "level", groups, valueFor: (duo) => publishedLevel(duo.level!) };
}

/** Units beside the company where at least five duos are counted; the company's own mean is in no cell. */
function verdictCells({ tree, duos }: Cycle, { measure, groups, valueFor }: Comparison): MaskedCell[] {
  const verdicts = judgeUnits(new Map([...groups].map(([unit, group]) => [unit, group.map(valueFor)])));
  const counted = inSubtrees(groups);
  const enrolled = inSubtrees(groupBy(duos, (duo) => tree.byId.get(duo.unitId)!));
  return [...verdicts].flatMap(([unit, verdict]) => {
    const n = counted.get(unit)!.length;
    if (n < MINIMUM_DUOS || !groups.has(unit)) return [];
    const cell = hiddenCell(unit.id, `verdict:${measure}` as CellMeasure, null);
    return [{ ...cell, visible: true, counted: n, enrolled: enrolled.get(unit)!.length, verdict }];
  });
}

/** In `private`, who was silent, at the root only: answers by side, and duos heard with one voice, of all enrolled. */
function silenceCells({ tree, duos }: Cycle): MaskedCell[] {
  const groups: [CellMeasure, (duo: MaskedDuo) => boolean][] = [
    ["participation:ic", (duo) => duo.icFinal],
    ["participation:manager", (duo) => duo.managerFinal],
    ["one-voice", (duo) => duo.icFinal !== duo.managerFinal],
  ];
  const everybody = duos.map((duo) => ({ ...duo, counted: true }));
  return groups.map(([measure, isInGroup]) => {
    const inGroup = new Set(everybody.filter(isInGroup).map(({ duoId }) => duoId));
    const isSafe = inGroup.size > 0 && isRootGroupSafe(tree, everybody, ({ duoId }) => inGroup.has(duoId));
    const cell = hiddenCell(tree.root.id, measure, duos.length === 0 ? "no-duos" : "too-few");
    if (!isSafe) return cell;
    const values = everybody.map(({ duoId }) => (inGroup.has(duoId) ? 100 : 0));
    const { value } = coarseMean(values, values);
    return {
      ...cell,
      hiddenReason: null,
      visible: true,
      counted: duos.length,
      enrolled: duos.length,
      value,
    };
  });
}

import type { UnitMask } from "./mask";
import type { EnrolledDuo } from "./safe";
import { firstAtOrAbove, type UnitNode, type UnitTree } from "./tree";

/** The counted duos of each visible unit outside its visible descendants. */
export type ResidualGroups<D extends EnrolledDuo = EnrolledDuo> = ReadonlyMap<UnitNode, readonly D[]>;

/**
 * The counted duos of each visible unit outside its visible descendants, possibly none: the disjoint groups that every
 * published total is a sum of. Duos without a visible unit above them are in no group.
 */
export function visibleResiduals<D extends { readonly unitId: string }>(
  tree: UnitTree,
  mask: ReadonlyMap<string, UnitMask>,
  counted: readonly D[],
): Map<UnitNode, D[]> {
  const residuals = new Map<UnitNode, D[]>(
    tree.postOrder.flatMap((unit) => (mask.get(unit.id)!.visible ? [[unit, []]] : [])),
  );
  for (const duo of counted) {
    const unit = firstAtOrAbove(tree.byId.get(duo.unitId)!, (one) => residuals.has(one));
    if (unit) residuals.get(unit)!.push(duo);
  }
  return residuals;
}

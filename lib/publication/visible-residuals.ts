import type { UnitMask } from "./mask";
import type { UnitNode, UnitTree } from "./tree";

/**
 * Counted duos by the nearest visible unit at or above their home: disjoint groups, all that a fit over units may
 * use. Duos without a visible unit above them are in none.
 */
export function visibleResiduals<D extends { readonly unitId: string }>(
  tree: UnitTree,
  mask: ReadonlyMap<string, UnitMask>,
  counted: readonly D[],
): D[][] {
  const residuals = new Map<UnitNode, D[]>();
  for (const duo of counted) {
    let unit: UnitNode | null = tree.byId.get(duo.unitId) ?? null;
    while (unit && !mask.get(unit.id)?.visible) unit = unit.parent;
    if (!unit) continue;
    const residual = residuals.get(unit);
    if (residual) residual.push(duo);
    else residuals.set(unit, [duo]);
  }
  return [...residuals.values()];
}

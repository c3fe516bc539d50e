import { groupBy } from "../domain/group-by";

/** A unit as frozen when the cycle opened; the root alone has no parent. */
export type TreeUnit = { readonly id: string; readonly parentId: string | null };

/** A person who leads a unit, and so may read it and every unit below. */
export type Leadership = { readonly personId: string; readonly unitId: string };

export type UnitNode = {
  readonly id: string;
  readonly parent: UnitNode | null;
  readonly children: readonly UnitNode[];
  /** The leaders who may read this unit: those of the unit itself and of every unit above. */
  readonly readers: ReadonlySet<string>;
};

export type UnitTree = {
  readonly root: UnitNode;
  /** Every unit once, children before their parent. */
  readonly postOrder: readonly UnitNode[];
  readonly byId: ReadonlyMap<string, UnitNode>;
};

/**
 * The unit tree of a cycle, prepared once and shared by the masks of all measures.
 * @throws RangeError unless the units form one tree with one root, and every leader leads a unit of it
 */
export function prepareTree(units: readonly TreeUnit[], leaders: readonly Leadership[]): UnitTree {
  const unitsBelow = groupBy(units, (unit) => unit.parentId);
  const leadersOf = groupBy(leaders, (leader) => leader.unitId);
  const roots = unitsBelow.get(null) ?? [];
  if (roots.length !== 1) throw new RangeError(`a unit tree has one root, not ${roots.length}`);

  const byId = new Map<string, UnitNode>();
  const preOrder: UnitNode[] = [];
  const grow = (unit: TreeUnit, parent: UnitNode | null): UnitNode => {
    const children: UnitNode[] = [];
    const node = { id: unit.id, parent, children, readers: readersOf(parent, leadersOf.get(unit.id)) };
    byId.set(unit.id, node);
    preOrder.push(node);
    for (const below of unitsBelow.get(unit.id) ?? []) children.push(grow(below, node));
    return node;
  };
  const root = grow(roots[0]!, null);

  if (byId.size !== units.length)
    throw new RangeError("a unit is listed twice or does not hang below the root");
  for (const unitId of leadersOf.keys()) {
    if (!byId.has(unitId)) throw new RangeError(`a leader leads unit ${unitId}, which is not in the tree`);
  }
  return { root, postOrder: preOrder.toReversed(), byId };
}

/** The first unit for which something holds on the way up to the root, `unit` itself included; null where there is none. */
export function firstAtOrAbove(unit: UnitNode | null, holds: (unit: UnitNode) => boolean): UnitNode | null {
  let found = unit;
  while (found && !holds(found)) found = found.parent;
  return found;
}

/** What belongs to units, by every unit at or above its own: a unit's list holds that of its whole subtree. */
export function inSubtrees<Item>(groups: ReadonlyMap<UnitNode, readonly Item[]>): Map<UnitNode, Item[]> {
  const found = new Map<UnitNode, Item[]>();
  for (const [home, items] of groups) {
    for (let unit: UnitNode | null = home; unit; unit = unit.parent) {
      const known = found.get(unit);
      if (known) known.push(...items);
      else found.set(unit, [...items]);
    }
  }
  return found;
}

function readersOf(parent: UnitNode | null, own: readonly Leadership[] = []): ReadonlySet<string> {
  if (own.length === 0 && parent) return parent.readers;
  return new Set([...(parent?.readers ?? []), ...own.map((leader) => leader.personId)]);
}

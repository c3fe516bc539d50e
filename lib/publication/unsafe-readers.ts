import { isAtEnd } from "./ends";
import { type EnrolledDuo, isSafeFor, type MeasureKind } from "./safe";
import { firstAtOrAbove, type UnitNode } from "./tree";
import type { ResidualGroups } from "./visible-residuals";

/** What a set of counted duos adds up to, and how much of it is one person's own. */
type KnownTotals = {
  readonly counted: number;
  readonly own: number;
  readonly sum: number;
  readonly ownSum: number;
};

/**
 * People who could solve a unit's cell if they read it, by unit: they know the values of their own duos, and these
 * leave too few others, or others that all lie at one end of the scale. A cell that they may not read joins its duos
 * to those of the next visible unit above, which is judged with them.
 * @param valueFor a duo's value, 0 to 100 or 0 and 1
 */
export function unsafeForUnits<D extends EnrolledDuo>(
  groups: ResidualGroups<D>,
  kind: MeasureKind,
  valueFor: (duo: D) => number,
): Map<string, string[]> {
  const wholes = new Map([...groups].map(([unit, duos]) => [unit, wholeOf(duos, valueFor)]));
  const unsafe = new Map<string, string[]>();
  for (const [personId, own] of ownByUnit(groups, valueFor)) {
    for (const unit of withheldFrom(wholes, own, kind)) {
      const people = unsafe.get(unit.id);
      if (people) people.push(personId);
      else unsafe.set(unit.id, [personId]);
    }
  }
  return unsafe;
}

/** The same for a set of duos that is published beside others, such as those of one pair type. */
export function unsafeForSet<D extends EnrolledDuo>(
  duos: readonly D[],
  kind: MeasureKind,
  valueFor: (duo: D) => number,
): string[] {
  const whole = wholeOf(duos, valueFor);
  return [...ownOf(duos, valueFor)].flatMap(([personId, own]) =>
    isSafeWith({ ...whole, ...own }, kind) ? [] : [personId],
  );
}

function wholeOf<D>(duos: readonly D[], valueFor: (duo: D) => number): KnownTotals {
  return {
    counted: duos.length,
    own: 0,
    sum: duos.reduce((sum, duo) => sum + valueFor(duo), 0),
    ownSum: 0,
  };
}

type Own = Pick<KnownTotals, "own" | "ownSum">;

function ownOf<D extends EnrolledDuo>(duos: readonly D[], valueFor: (duo: D) => number): Map<string, Own> {
  const found = new Map<string, Own>();
  for (const duo of duos) {
    for (const personId of [duo.icPersonId, duo.managerPersonId]) {
      const { own, ownSum } = found.get(personId) ?? { own: 0, ownSum: 0 };
      found.set(personId, { own: own + 1, ownSum: ownSum + valueFor(duo) });
    }
  }
  return found;
}

function ownByUnit<D extends EnrolledDuo>(
  groups: ResidualGroups<D>,
  valueFor: (duo: D) => number,
): Map<string, Map<UnitNode, Own>> {
  const found = new Map<string, Map<UnitNode, Own>>();
  for (const [unit, duos] of groups) {
    for (const [personId, own] of ownOf(duos, valueFor)) {
      const units = found.get(personId) ?? new Map<UnitNode, Own>();
      found.set(personId, units.set(unit, own));
    }
  }
  return found;
}

function isSafeWith({ counted, own, sum, ownSum }: KnownTotals, kind: MeasureKind): boolean {
  if (!isSafeFor({ counted, own, kind })) return false;
  const others = counted - own;
  return kind === "share" || own === 0 || others === 0 || !isAtEnd((sum - ownSum) / others);
}

/** The units whose cells one person may not read, from the deepest up. */
function withheldFrom(
  wholes: ReadonlyMap<UnitNode, KnownTotals>,
  own: ReadonlyMap<UnitNode, Own>,
  kind: MeasureKind,
): UnitNode[] {
  const withheld: UnitNode[] = [];
  const open = new Map([...own].map(([unit, part]) => [unit, { ...wholes.get(unit)!, ...part }]));
  while (open.size > 0) {
    const unit = [...open.keys()].reduce((a, b) => (depthOf(b) > depthOf(a) ? b : a));
    const known = open.get(unit)!;
    open.delete(unit);
    if (isSafeWith(known, kind)) continue;
    withheld.push(unit);
    const above = firstAtOrAbove(unit.parent, (one) => wholes.has(one));
    if (above) open.set(above, join(open.get(above) ?? wholes.get(above)!, known));
  }
  return withheld;
}

function join(a: KnownTotals, b: KnownTotals): KnownTotals {
  return {
    counted: a.counted + b.counted,
    own: a.own + b.own,
    sum: a.sum + b.sum,
    ownSum: a.ownSum + b.ownSum,
  };
}

function depthOf(unit: UnitNode): number {
  let depth = 0;
  for (let above = unit.parent; above; above = above.parent) depth++;
  return depth;
}

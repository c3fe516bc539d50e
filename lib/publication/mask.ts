import { groupBy } from "../domain/group-by";
import { countDuosByPerson, type EnrolledDuo, isSafe, type MeasureKind } from "./safe";
import type { UnitNode, UnitTree } from "./tree";

/**
 * Why a unit's cell is hidden: nobody enrolled below it; too few; too few beside the duos of a leader who may read it; or
 * hidden so that others may be shown.
 */
export const hiddenReasons = ["no-duos", "too-few", "too-few-others", "complementary"] as const;
export type HiddenReason = (typeof hiddenReasons)[number];

export type UnitMask = {
  readonly visible: boolean;
  /** `null` when visible. */
  readonly reason: HiddenReason | null;
  /** Counted and enrolled duos of the whole subtree: the "n of N" beside a visible figure, and shown nowhere else. */
  readonly counted: number;
  readonly enrolled: number;
};

/** A unit while the mask is computed: its residual, and the visible descendants with no visible unit in between. */
type Draft = {
  readonly node: UnitNode;
  reason: HiddenReason | null;
  /** Duos of the subtree. */
  counted: number;
  enrolled: number;
  /** Duos of the subtree outside the maximal visible descendants: E and C. */
  residualEnrolled: EnrolledDuo[];
  residual: EnrolledDuo[];
  maximal: Draft[];
};

/**
 * The mask of one measure (docs/measurement.md 4, complementary suppression, "mask"): which units of the cycle may
 * show it, the same for every viewer. No difference of visible units isolates a set of duos that is not safe.
 * @param duos all enrolled duos of the cycle; `counted` says which have this measure
 * @param kind whether the measure is a mean or a share
 * @param hiddenLastCycle the units whose cell of this measure was hidden in the cycle before
 * @returns one entry per unit of the tree
 * @throws RangeError for a duo whose home unit is not in the tree
 */
export function maskUnits({
  tree,
  duos,
  hiddenLastCycle,
  kind = "mean",
}: {
  tree: UnitTree;
  duos: readonly EnrolledDuo[];
  hiddenLastCycle: ReadonlySet<string>;
  kind?: MeasureKind;
}): Map<string, UnitMask> {
  const duosAt = groupBy(duos, (duo) => duo.unitId);
  for (const unitId of duosAt.keys()) {
    if (!tree.byId.has(unitId)) throw new RangeError(`a duo has unit ${unitId}, which is not in the tree`);
  }

  const drafts = new Map<string, Draft>();
  for (const node of tree.postOrder) {
    const below = node.children.map((child) => drafts.get(child.id)!);
    const draft = draftOf(node, duosAt.get(node.id) ?? [], below);
    drafts.set(node.id, draft);
    if (draft.enrolled === 0) draft.reason = "no-duos";
    else protect(draft, hiddenLastCycle, kind);
  }

  const mask = new Map<string, UnitMask>();
  for (const [id, { reason, counted, enrolled }] of drafts) {
    mask.set(id, { visible: reason === null, reason, counted, enrolled });
  }
  return mask;
}

/** The unit before its own check: visible, its residual made of its own duos and those of hidden children. */
function draftOf(node: UnitNode, own: readonly EnrolledDuo[], below: readonly Draft[]): Draft {
  const draft: Draft = {
    node,
    reason: null,
    counted: 0,
    enrolled: own.length,
    residualEnrolled: [...own],
    residual: own.filter((duo) => duo.counted),
    maximal: [],
  };
  draft.counted = draft.residual.length;
  for (const child of below) {
    draft.counted += child.counted;
    draft.enrolled += child.enrolled;
    if (child.reason === null) draft.maximal.push(child);
    else absorb(draft, child);
  }
  return draft;
}

/** While the residual is not safe, hide a maximal visible descendant; with none left, hide the unit itself. */
function protect(draft: Draft, hiddenLastCycle: ReadonlySet<string>, kind: MeasureKind): void {
  const { readers } = draft.node;
  while (!isSafe({ enrolled: draft.residualEnrolled.length, counted: draft.residual }, readers, kind)) {
    const [first, ...rest] = draft.maximal.toSorted((a, b) => hidingOrder(a, b, hiddenLastCycle));
    if (first === undefined) {
      draft.reason = whyTooFew(draft);
      return;
    }
    first.reason = "complementary";
    draft.maximal = rest;
    absorb(draft, first);
  }
}

/**
 * Why a unit is hidden below which none is visible, so that its residual is its whole subtree. It follows from who is
 * enrolled and never from who answered: of a hidden unit nobody learns how many duos are complete.
 */
function whyTooFew({ node, residualEnrolled: duos }: Draft): HiddenReason {
  if (!isSafe({ enrolled: duos.length, counted: duos }, new Set())) return "too-few";
  const isInside = [...countDuosByPerson(duos).keys()].some((personId) => node.readers.has(personId));
  return isInside ? "too-few-others" : "too-few";
}

/** A hidden unit's residual joins that of the unit above, and its visible descendants become maximal there. */
function absorb(draft: Draft, hidden: Draft): void {
  draft.residualEnrolled.push(...hidden.residualEnrolled);
  draft.residual.push(...hidden.residual);
  draft.maximal.push(...hidden.maximal);
}

/** Hidden first: a residual with counted duos, then hidden last cycle, then the fewest counted duos, then by id. */
function hidingOrder(a: Draft, b: Draft, hiddenLastCycle: ReadonlySet<string>): number {
  const emptyLast = Number(a.residual.length === 0) - Number(b.residual.length === 0);
  const hiddenFirst = Number(hiddenLastCycle.has(b.node.id)) - Number(hiddenLastCycle.has(a.node.id));
  return emptyLast || hiddenFirst || a.counted - b.counted || (a.node.id < b.node.id ? -1 : 1);
}

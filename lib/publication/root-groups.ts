import { type EnrolledDuo, isSafe } from "./safe";
import type { UnitTree } from "./tree";

/**
 * Whether a figure over a group of duos may stand at the root, the only place for one (docs/measurement.md 4, complementary
 * suppression, "nothing else"): the group and its complement must each be safe. Two such groups are never crossed.
 * @param duos all enrolled duos of the cycle; `counted` says which have the measure
 * @param isInGroup for instance: only one partner answered in this cycle
 */
export function isRootGroupSafe(
  tree: UnitTree,
  duos: readonly EnrolledDuo[],
  isInGroup: (duo: EnrolledDuo) => boolean,
): boolean {
  const isSafeAtRoot = (part: readonly EnrolledDuo[]) =>
    isSafe({ enrolled: part.length, counted: part.filter((duo) => duo.counted) }, tree.root.readers);
  return isSafeAtRoot(duos.filter(isInGroup)) && isSafeAtRoot(duos.filter((duo) => !isInGroup(duo)));
}

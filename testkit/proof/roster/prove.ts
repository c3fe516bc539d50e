import { maskUnits } from "@/lib/publication/mask";
import { roundHalfToEven } from "@/lib/publication/rounding";
import type { EnrolledDuo } from "@/lib/publication/safe";
import { prepareTree, type UnitTree } from "@/lib/publication/tree";
import { visibleResiduals } from "@/lib/publication/visible-residuals";
import { type Random, seededRandom } from "@/lib/statistics/random";
import { type Effort, type ProofReport, seeds } from "../report";
import { randomOrganization } from "../worlds/random-organization";

const organizations: Record<Effort, number> = { whole: 3_000, quick: 150 };
const SIZE = { mostUnits: 20 };
/** Trust of a duo in steps of 12.5 points. */
const STEPS = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const STEP = 12.5;

type Duo = EnrolledDuo & { readonly value: number };
/** A mean as published, from the sum of steps of a number of duos. */
type Publish = (sum: number, count: number) => number;

const nearestFive: Publish = (sum, count) =>
  Math.min(90, Math.max(10, 5 * roundHalfToEven((sum * STEP) / count / 5)));
const wholePoints: Publish = (sum, count) => roundHalfToEven((sum * STEP) / count);

/** From here on an attacker would have to believe that forty people answered exactly as before. */
const MOST_DUOS = 19;

/** Steps by which the sum of all other duos may have moved between two cycles, though the attacker believes it did not. */
const ANEW = 1;

/**
 * A roster change between two cycles: a unit is published before and after a single duo joined it. Everybody answers
 * anew in every cycle, so nothing follows for certain; the attacker believes that of all other answers (ten and more)
 * at most one moved, by a single step. Even so the value of the duo that joined is not determined.
 */
export function proveRoster(effort: Effort): ProofReport {
  let [cases, leaks, unchanged] = [0, 0, 0];
  const control = { name: "whole points, nobody else changed", leaks: 0, of: 0 };
  for (const seed of seeds(organizations[effort])) {
    for (const { unit, changed } of changesOf(seed)) {
      cases++;
      control.of++;
      if (isDetermined(unit, changed, { publish: nearestFive, anew: ANEW })) leaks++;
      if (isDetermined(unit, changed, { publish: nearestFive, anew: 0 })) unchanged++;
      if (isDetermined(unit, changed, { publish: wholePoints, anew: 0 })) control.leaks++;
    }
  }
  return {
    name: "roster",
    organizations: organizations[effort],
    cases,
    leaks,
    undecided: 0,
    controls: [control],
    figures: { determinedIfNobodyElseChanged: unchanged },
  };
}

/** Units visible in both cycles, without visible units below, and the duo by which they differ. */
function changesOf(seed: number): { unit: readonly Duo[]; changed: Duo }[] {
  const organization = randomOrganization(seed, SIZE);
  const random = seededRandom(seed ^ 0x705e);
  const tree = prepareTree(organization.units, organization.leaders);
  const all = organization.measures[0]!.map((duo) => ({ ...duo, value: drawStep(random) }));
  const before = all.filter(() => random() < 0.93);
  const hidden = new Set<string>();
  const first = lowestUnits(tree, before, hidden);
  const second = lowestUnits(tree, all, hidden);
  return [...second].flatMap(([unitId, after]) => {
    const earlier = new Set(first.get(unitId)?.map(({ duoId }) => duoId));
    const joined = after.filter(({ duoId }) => !earlier.has(duoId));
    const kept = after.length - joined.length;
    if (joined.length !== 1 || kept !== earlier.size || after.length > MOST_DUOS) return [];
    return [{ unit: after.filter((duo) => duo !== joined[0]), changed: joined[0]! }];
  });
}

function drawStep(random: Random): number {
  return Math.round(8 * Math.min(1, Math.max(0, 0.64 + 0.5 * (random() + random() - 1))));
}

/** Visible units whose own duos are all they show; hides again what was hidden, and notes what is hidden now. */
function lowestUnits(tree: UnitTree, duos: readonly Duo[], hidden: Set<string>): Map<string, readonly Duo[]> {
  const mask = maskUnits({ tree, duos, hiddenLastCycle: new Set(hidden) });
  hidden.clear();
  for (const [id, { visible }] of mask) if (!visible) hidden.add(id);
  const groups = visibleResiduals(
    tree,
    mask,
    duos.filter(({ counted }) => counted),
  );
  return new Map(
    [...groups].flatMap(([unit, group]) =>
      group.length === mask.get(unit.id)!.counted ? [[unit.id, group]] : [],
    ),
  );
}

/** Whether only one value of the duo that joined gives both published means, the others' sum being anything. */
function isDetermined(
  unit: readonly Duo[],
  joined: Duo,
  { publish, anew }: { publish: Publish; anew: number },
): boolean {
  const count = unit.length;
  const sum = unit.reduce((total, duo) => total + duo.value, 0);
  const [without, together] = [publish(sum, count), publish(sum + joined.value, count + 1)];
  const sums = Array.from({ length: 8 * count + 1 }, (_, other) => other).filter(
    (other) => publish(other, count) === without,
  );
  const moves = Array.from({ length: 2 * anew + 1 }, (_, move) => move - anew);
  const isPossible = (step: number) =>
    sums.some((other) => moves.some((move) => publish(other + move + step, count + 1) === together));
  return STEPS.filter(isPossible).length === 1;
}

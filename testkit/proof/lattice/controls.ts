import { maskUnits } from "@/lib/publication/mask";
import { visibleResiduals } from "@/lib/publication/visible-residuals";
import { type Control, type Effort, seeds } from "../report";
import { publishWorld } from "../worlds/publish";
import { drawWorld } from "../worlds/world";
import { attackEarlierCells } from "./earlier-cells";
import { asBand, asNumber, attackNestedCounts } from "./nested-bands";
import { readingOf } from "./reading";
import { cellsOf, hardScene, type Scene } from "./scene";
import { attackShares, heldBounds } from "./shares";
import { customChoices, keptCommitments, type ShareTarget, shareTargets } from "./targets";

const organizations: Record<Effort, number> = { whole: 1_000, quick: 150 };
const worlds: Record<Effort, number> = { whole: 100, quick: 4 };
const SECONDS = 2;
const CYCLES = 4;
const SIZE = { mostUnits: 20 };

/** The same attackers on figures published by rules that do not hold; each must find something. */
export function latticeControls(effort: Effort): Control[] {
  const earlier = {
    name: "whole points and intervals from 5 duos on, bands of one cycle",
    leaks: 0,
    of: 0,
  };
  for (const seed of seeds(worlds[effort])) {
    const published = publishWorld(drawWorld(seed, CYCLES, SIZE));
    const found = attackEarlierCells(published, CYCLES - 1, performance.now() + 1000 * SECONDS);
    earlier.leaks += found.determined;
    earlier.of += found.cases;
  }
  const numbers = { name: "states as numbers", leaks: 0, of: 0 };
  const bands = { name: "bands of nested units, not held at the ends", leaks: 0, of: 0 };
  const own = { name: "shares beside a leader's own duos by the rule of means", leaks: 0, of: 0 };
  const kept = { name: "shares of kept commitments as numbers", leaks: 0, of: 0 };
  const answers = { name: "shares of an organization's own question as numbers", leaks: 0, of: 0 };
  for (const seed of seeds(organizations[effort])) {
    const scene = hardScene(seed, SIZE);
    for (const target of customChoices(scene)) {
      answers.of += target.duos.length;
      answers.leaks += asNumbers(scene, target);
    }
    const promised = keptCommitments(scene);
    kept.of += promised.duos.length;
    kept.leaks += asNumbers(scene, promised);
    for (const target of shareTargets(scene, "private").filter(
      ({ measure }) => !measure.startsWith("own:") && measure !== "kept",
    )) {
      for (const control of [numbers, bands, own]) control.of += target.duos.length;
      numbers.leaks += attackNestedCounts(scene, target, { publish: asNumber, kind: "mean" });
      bands.leaks += attackNestedCounts(scene, target, { publish: asBand, kind: "share" });
      own.leaks += besideOwnDuos(scene, target);
    }
  }
  return [earlier, numbers, bands, own, answers, kept];
}

/**
 * The exact number of answers for each option, or of kept sixths, under the product's own mask, for somebody who reads
 * every cell.
 */
function asNumbers(scene: Scene, { measure, codes, duos, states }: ShareTarget): number {
  const readable = { tree: scene.tree, ...cellsOf(scene, "scoped") };
  const { groups, known } = readingOf(readable, measure, { reader: "everything", targets: duos });
  const bounds = (count: number) => [count, count] as const;
  return attackShares({ codes, states, known, groups: groups.map((group) => [group]), bounds }).determined
    .length;
}

/** Bands of units in which leaders have duos of their own, the mask being that of means. */
function besideOwnDuos({ tree, leaders }: Scene, { codes, duos, states }: ShareTarget): number {
  const counted = duos.map((duo, index) => ({ ...duo, counted: true, index }));
  const mask = maskUnits({ tree, duos: counted, hiddenLastCycle: new Set(), kind: "mean" });
  const groups = [...visibleResiduals(tree, mask, counted)];
  let determined = 0;
  for (const personId of new Set(leaders.map((leader) => leader.personId))) {
    for (const [unit, group] of groups) {
      if (!unit.readers.has(personId)) continue;
      const own = group.filter((duo) => duo.icPersonId === personId || duo.managerPersonId === personId);
      const told = { codes, states, known: new Set(own.map(({ index }) => index)), bounds: heldBounds };
      determined += attackShares({ ...told, groups: [[group.map(({ index }) => index)]] }).determined.length;
    }
  }
  return determined;
}

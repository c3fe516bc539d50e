import type { SharingMode } from "@/lib/domain/cycles";
import type { CellMeasure } from "@/lib/domain/published";
import type { MaskedCell } from "@/lib/publication/masked-cell";
import { type Effort, type ProofReport, seeds } from "../report";
import { publishWorld } from "../worlds/publish";
import { drawWorld } from "../worlds/world";
import { attack } from "./attack";
import { latticeControls } from "./controls";
import { type Reader, readingOf } from "./reading";
import { cellsOf, hardScene, type Scene, sceneOf } from "./scene";
import { attackShares, heldBounds } from "./shares";
import { meanTargets, shareTargets } from "./targets";
import { publishedFigures, type Told } from "./told";

const organizations: Record<Effort, number> = { whole: 1_000, quick: 8 };
const SECONDS = 2;
const CYCLES = 5;
/** The cycle under attack and the one after: rows of both are read together. */
const ATTACKED = [3, 4];
const MODES = ["scoped", "private"] as const;
const MOST_LEADERS = 4;
const SIZE = { mostUnits: 20 };

type Tally = { cases: number; leaks: number; undecided: number };

/**
 * The lattice attacker on everything that is masked, in both modes and in two neighbouring cycles, beside all duo rows
 * that are readable: no duo's value is determined beyond its published row, for somebody who reads every cell and for
 * leaders who know their own duos; once more in a cycle in which nearly all duos lie at one end. The attacker is told
 * more than is published: see `Told` and `ToldShares`.
 */
export function proveLattice(effort: Effort): ProofReport {
  const tally: Tally = { cases: 0, leaks: 0, undecided: 0 };
  for (const seed of seeds(organizations[effort])) {
    const until = performance.now() + 1000 * SECONDS;
    const published = publishWorld(drawWorld(seed, CYCLES, SIZE));
    for (const nth of ATTACKED) {
      const scene = sceneOf(published, nth);
      for (const mode of MODES) {
        attackMeans(scene, { mode, until, tally });
        attackStates(scene, { mode, tally });
      }
    }
    const hard = hardScene(seed, SIZE);
    attackMeans(hard, { mode: "scoped", until, tally });
    attackStates(hard, { mode: "private", tally });
  }
  return {
    name: "lattice",
    organizations: organizations[effort],
    ...tally,
    controls: latticeControls(effort),
  };
}

function attackMeans(
  scene: Scene,
  { mode, until, tally }: { mode: SharingMode; until: number; tally: Tally },
): void {
  const readable = { tree: scene.tree, ...cellsOf(scene, mode) };
  for (const target of meanTargets(scene, mode)) {
    const { measure, duos, values, domains } = target;
    for (const reader of readersOf(scene, duos)) {
      const reading = readingOf(readable, measure, { reader, targets: duos });
      const told = { values, domains, ...reading };
      if (reader === "everything") assertPublished(told, { cells: readable.cells, measure });
      const { open, determined, undecided } = attack(told, until);
      // A duo in no cell that the reader reads is known by its row alone.
      tally.cases += open + determined.length + undecided.length;
      tally.leaks += determined.filter((index) => domains[index]!.length > 1).length;
      tally.undecided += undecided.length;
    }
  }
}

/** The attacker reckons with a rule of its own: what it takes for published must be what the product publishes. */
function assertPublished(
  told: Told,
  { cells, measure }: { cells: readonly MaskedCell[]; measure: CellMeasure },
): void {
  // Levels are attacked in steps that they do not have.
  if (measure === "level") return;
  const taken = publishedFigures(told, told.values).slice(0, told.units.length).sort();
  const published = cells
    .filter((cell) => cell.measure === measure && cell.pairType === "all" && cell.visible)
    .map(({ value, low, high }) => (low === null ? `${value}` : `${value} ${low},${high}`))
    .sort();
  if (taken.join() !== published.join()) {
    throw new Error(
      `The attacker takes ${taken.join("; ")} for ${measure}, published is ${published.join("; ")}`,
    );
  }
}

function attackStates(scene: Scene, { mode, tally }: { mode: SharingMode; tally: Tally }): void {
  const readable = { tree: scene.tree, ...cellsOf(scene, mode) };
  for (const { measure, codes, duos, states } of shareTargets(scene, mode)) {
    const whole = readingOf(readable, measure, { reader: "everything", targets: duos });
    for (const reader of readersOf(scene, duos)) {
      const { groups, known } = readingOf(readable, measure, { reader, targets: duos });
      const parts = groups.map((group) =>
        whole.groups.filter((part) => part.every((i) => group.includes(i))),
      );
      const { open, determined } = attackShares({ codes, states, known, groups: parts, bounds: heldBounds });
      tally.cases += open + determined.length;
      tally.leaks += determined.length;
    }
  }
}

/** Somebody who reads everything, and leaders with duos of their own among those counted. */
function readersOf(
  { leaders: leaderships }: Scene,
  duos: readonly { icPersonId: string; managerPersonId: string }[],
): Reader[] {
  const partners = new Set(duos.flatMap(({ icPersonId, managerPersonId }) => [icPersonId, managerPersonId]));
  const leaders = new Set(leaderships.map(({ personId }) => personId));
  const concerned = [...leaders].filter((personId) => partners.has(personId)).slice(0, MOST_LEADERS);
  return ["everything", ...concerned.map((personId) => ({ personId }))];
}

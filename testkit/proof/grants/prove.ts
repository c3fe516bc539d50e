import type { SharingMode } from "@/lib/domain/cycles";
import { companyReaders } from "@/lib/publication/company-readers";
import type { MaskedCell } from "@/lib/publication/masked-cell";
import { type CellReader, laterReaders } from "@/lib/publication/readers";
import { prepareTree } from "@/lib/publication/tree";
import { type Random, seededRandom } from "@/lib/statistics/random";
import { type Reading, readingOf } from "../lattice/reading";
import { cellsOf, hardScene, type Scene } from "../lattice/scene";
import { attackShares, heldBounds } from "../lattice/shares";
import { meanTargets, shareTargets } from "../lattice/targets";
import { hasSmallSupport, type Total } from "../linear/linear-attacker";
import { type Effort, type ProofReport, seeds } from "../report";

const organizations: Record<Effort, number> = { whole: 1_000, quick: 25 };
const GRANTS = 6;
const SIZE = { mostUnits: 20 };

/** A person who becomes the leader of a unit after the cycle was published. */
type Grant = { readonly personId: string; readonly unitId: string };

/**
 * A leader granted after publication: the mask was computed without them, and they may be in several duos of a unit
 * that they now read. With the cells whose safe test holds for them they isolate fewer than 4 other duos nowhere, and
 * no state of a single duo is determined.
 */
export function proveGrants(effort: Effort): ProofReport {
  let [cases, leaks] = [0, 0];
  const control = { name: "every cell of the new scope", leaks: 0, of: 0 };
  for (const seed of seeds(organizations[effort])) {
    const scene = hardScene(seed, SIZE);
    for (const mode of ["scoped", "private"] as const) {
      const { cells } = cellsOf(scene, mode);
      for (const grant of drawGrants(seededRandom(seed), scene)) {
        const leaders = [...scene.leaders, grant];
        const tree = prepareTree([...scene.tree.byId.values()].map(toUnit), leaders);
        const after = { ...scene, tree, leaders };
        cases++;
        control.of++;
        const readers = [
          ...laterReaders({ tree, cells, personId: grant.personId }),
          // They were the program's admin, too, and read the company's share of kept commitments.
          ...companyReaders(tree, {
            cells,
            duos: scene.masked,
            kept: scene.kept,
            admins: [grant.personId],
          }),
        ];
        if (solves(after, mode, { cells, readers }, grant)) leaks++;
        if (solves(after, mode, { cells, readers: everyCell(after, cells, grant) }, grant)) control.leaks++;
      }
    }
  }
  return {
    name: "grants",
    organizations: organizations[effort],
    cases,
    leaks,
    undecided: 0,
    controls: [control],
  };
}

const toUnit = ({ id, parent }: { id: string; parent: { id: string } | null }) => ({
  id,
  parentId: parent?.id ?? null,
});

/** People in duos who get the home unit of one of them, or one above it. */
function drawGrants(random: Random, { tree, masked, leaders }: Scene): Grant[] {
  const known = new Set(leaders.map(({ personId }) => personId));
  const candidates = masked.filter((duo) => !known.has(duo.managerPersonId));
  if (candidates.length === 0) return [];
  return Array.from({ length: GRANTS }, () => {
    const duo = candidates[Math.floor(random() * candidates.length)]!;
    let unit = tree.byId.get(duo.unitId)!;
    while (unit.parent && random() < 0.4) unit = unit.parent;
    return { personId: duo.managerPersonId, unitId: unit.id };
  });
}

/** As if the scope alone decided. */
function everyCell({ tree }: Scene, cells: readonly MaskedCell[], { personId }: Grant): CellReader[] {
  return cells
    .filter(({ unitId }) => tree.byId.get(unitId)!.readers.has(personId))
    .map(({ unitId, measure, pairType }) => ({ unitId, measure, pairType, personId }));
}

type Published = { readonly cells: readonly MaskedCell[]; readonly readers: readonly CellReader[] };

function solves(scene: Scene, mode: SharingMode, published: Published, { personId }: Grant): boolean {
  const readable = { tree: scene.tree, ...published };
  const isolates = meanTargets(scene, mode).some(({ measure, duos }) => {
    const reading = readingOf(readable, measure, { reader: { personId }, targets: duos });
    return hasSmallSupport(totalsOf(reading), 3, reading.known);
  });
  return (
    isolates ||
    shareTargets(scene, mode).some(({ measure, codes, duos, states }) => {
      const { groups, known } = readingOf(readable, measure, { reader: { personId }, targets: duos });
      const own = known.size > 0;
      const told = { codes, states, known, groups: groups.map((group) => [group]), bounds: heldBounds };
      return own && attackShares(told).determined.length > 0;
    })
  );
}

/** The duos of every readable unit cell, and of every readable pair type. */
function totalsOf({ units, groups, columns }: Reading): Total[] {
  return [...units.map((unit) => unit.flatMap((group) => groups[group]!)), ...columns];
}

import type { CellMeasure } from "@/lib/domain/published";
import { maskedCells } from "@/lib/publication/masked-cells";
import type { MaskedDuo } from "@/lib/publication/measure-families";
import { isRootGroupSafe } from "@/lib/publication/root-groups";
import { roundHalfToEven } from "@/lib/publication/rounding";
import { prepareTree, type UnitTree } from "@/lib/publication/tree";
import { seededRandom } from "@/lib/statistics/random";
import { type Effort, type ProofReport, seeds } from "../report";
import { randomOrganization } from "../worlds/random-organization";

const organizations: Record<Effort, number> = { whole: 5_000, quick: 100 };

/** Shares of all enrolled duos at the root, in percent, by measure. */
type RootShares = ReadonlyMap<string, number>;

const groups: readonly (readonly [CellMeasure, (duo: MaskedDuo) => boolean])[] = [
  ["participation:ic", (duo) => duo.icFinal],
  ["participation:manager", (duo) => duo.managerFinal],
  ["one-voice", (duo) => duo.icFinal !== duo.managerFinal],
];

/**
 * The leader who subtracts rows from a root share: rows say which duos are incomplete, so shares by side and of one
 * voice would say of whom only one had answered, and who. In `scoped` leaders read no such share.
 */
export function proveRootShares(effort: Effort): ProofReport {
  let [cases, leaks] = [0, 0];
  const control = { name: "root shares beside readable rows", leaks: 0, of: 0 };
  for (const seed of seeds(organizations[effort])) {
    const { tree, duos } = drawSilence(seed);
    const incomplete = duos.filter((duo) => !duo.icFinal || !duo.managerFinal).length;
    if (incomplete === 0) continue;
    cases += incomplete;
    control.of += incomplete;
    const { cells } = maskedCells({ tree, duos, sharingMode: "scoped", hiddenLastCycle: new Map() });
    const published = new Map(cells.map(({ measure, value }) => [measure as string, value]));
    const shown = groups.flatMap(([measure]) => {
      const value = published.get(measure) ?? null;
      return value === null ? [] : [[measure, value] as const];
    });
    leaks += named(duos, new Map(shown));
    control.leaks += named(duos, earlierShares(tree, duos));
  }
  return {
    name: "root-shares",
    organizations: organizations[effort],
    cases,
    leaks,
    undecided: 0,
    controls: [control],
  };
}

function drawSilence(seed: number): { tree: UnitTree; duos: MaskedDuo[] } {
  const organization = randomOrganization(seed, { mostUnits: 12 });
  const random = seededRandom(seed ^ 0x51);
  const answering = 0.5 + 0.5 * random();
  // In some organizations it is always the same side that is silent.
  const [ic, manager] = random() < 0.3 ? [1, answering] : [answering, answering];
  const duos = organization.measures[0]!.map(
    ({ counted: _, ...duo }): MaskedDuo => ({
      ...duo,
      icFinal: random() < ic,
      managerFinal: random() < manager,
      status: null,
      level: null,
      agreement: null,
      dimensions: [],
      mayBeWatched: false,
      watched: false,
    }),
  );
  return { tree: prepareTree(organization.units, organization.leaders), duos };
}

/** Whole percent of all enrolled duos, where a group and its complement were safe. */
function earlierShares(tree: UnitTree, duos: readonly MaskedDuo[]): RootShares {
  const everybody = duos.map((duo) => ({ ...duo, counted: true }));
  return new Map(
    groups.flatMap(([measure, isInGroup]) => {
      const inGroup = new Set(duos.filter(isInGroup).map(({ duoId }) => duoId));
      const isShown = inGroup.size > 0 && isRootGroupSafe(tree, everybody, ({ duoId }) => inGroup.has(duoId));
      return isShown ? [[measure, percent(inGroup.size, duos.length)]] : [];
    }),
  );
}

const percent = (part: number, whole: number) => roundHalfToEven((100 * part) / whole);

/** How many incomplete duos are named: only the IC, only the manager or nobody can have answered in each of them. */
function named(duos: readonly MaskedDuo[], shares: RootShares): number {
  const complete = duos.filter((duo) => duo.icFinal && duo.managerFinal).length;
  const incomplete = duos.length - complete;
  const isPublished = (measure: string, count: number) =>
    !shares.has(measure) || shares.get(measure) === percent(count, duos.length);
  const possible = new Set<string>();
  for (let onlyIc = 0; onlyIc <= incomplete; onlyIc++) {
    for (let onlyManager = 0; onlyManager <= incomplete - onlyIc; onlyManager++) {
      if (!isPublished("participation:ic", complete + onlyIc)) continue;
      if (!isPublished("participation:manager", complete + onlyManager)) continue;
      if (!isPublished("one-voice", onlyIc + onlyManager)) continue;
      if (onlyIc > 0) possible.add("only the IC");
      if (onlyManager > 0) possible.add("only the manager");
      if (onlyIc + onlyManager < incomplete) possible.add("nobody");
    }
  }
  return possible.size === 1 ? incomplete : 0;
}

import { type PairType, pairTypes } from "@/lib/domain/pair-types";
import type { PairTypeDuo } from "@/lib/publication/breakdown";
import type { Leadership, TreeUnit } from "@/lib/publication/tree";
import { type Random, seededRandom } from "@/lib/statistics/random";

export type RandomOrganization = {
  readonly units: readonly TreeUnit[];
  readonly leaders: readonly Leadership[];
  /** The enrolled duos of one cycle once per measure: the same duos, each measure counting its own. */
  readonly measures: readonly (readonly PairTypeDuo[])[];
  readonly hiddenLastCycle: ReadonlySet<string>;
};

/** How large a random organization may be: 3 to 60 units unless told. */
export type OrganizationSize = { readonly mostUnits?: number };

/** An organization of depth 1 to 4 and 3 to 60 units, in which people are in several duos and leaders in some. */
export function randomOrganization(
  seed: number,
  { mostUnits = 60 }: OrganizationSize = {},
): RandomOrganization {
  const random = seededRandom(seed);
  const units = randomUnits(random, mostUnits);
  const { duos, managersOf } = randomDuos(random, units);
  // The second measure is one that some complete duos lack, such as a dimension.
  const answering = 0.6 + 0.4 * random();
  const complete = duos.filter(() => random() < answering);
  const having = complete.filter(() => random() < 0.85);
  return {
    units,
    leaders: randomLeaders(random, units, managersOf),
    measures: [complete, having].map((counted) => {
      const ids = new Set(counted.map((duo) => duo.duoId));
      return duos.map((duo) => ({ ...duo, counted: ids.has(duo.duoId) }));
    }),
    hiddenLastCycle: new Set(units.map((unit) => unit.id).filter(() => random() < 0.15)),
  };
}

function randomUnits(random: Random, mostUnits: number): TreeUnit[] {
  const depth = between(random, 1, 4);
  // Small organizations are as frequent as large ones, on a logarithmic scale.
  const size = Math.round(3 * (mostUnits / 3) ** random());
  const units: { id: string; parentId: string | null; depth: number }[] = [
    { id: "u0", parentId: null, depth: 0 },
  ];
  while (units.length < size) {
    const parent = pick(
      random,
      units.filter((unit) => unit.depth < depth),
    );
    units.push({ id: `u${units.length}`, parentId: parent.id, depth: parent.depth + 1 });
  }
  return units.map(({ id, parentId }) => ({ id, parentId }));
}

/** Duos of a unit share a few managers, and an engineer may work with a second one, at times of another unit. */
function randomDuos(random: Random, units: readonly TreeUnit[]) {
  const typeCount = between(random, 1, 4);
  const types: PairType[] = pairTypes.slice(pairTypes.length - typeCount);
  const typical = 2 + 10 * random();
  const emptyShare = 0.3 * random();
  const managersOf = new Map<string, string[]>();
  const engineers: string[] = [];
  const duos: Omit<PairTypeDuo, "counted">[] = [];
  for (const unit of units) {
    const managers = Array.from({ length: between(random, 1, 4) }, (_, i) => `${unit.id}-m${i}`);
    // Some managers hold two units.
    const elsewhere = managersOf.get(unit.parentId ?? "");
    if (elsewhere && random() < 0.3) managers.push(pick(random, elsewhere));
    managersOf.set(unit.id, managers);
    const size = random() < emptyShare ? 0 : Math.round(2 * typical * random());
    const favourite = pick(random, types);
    for (let i = 0; i < size; i++) {
      const known = engineers.length > 0 && random() < 0.12;
      const icPersonId = known ? pick(random, engineers) : `e${engineers.length}`;
      if (!known) engineers.push(icPersonId);
      duos.push({
        duoId: `d${duos.length}`,
        unitId: unit.id,
        icPersonId,
        managerPersonId: pick(random, managers),
        pairType: random() < 0.5 ? favourite : pick(random, types),
      });
    }
  }
  return { duos, managersOf };
}

/** Most units have a leader: somebody in no duo, or a manager of the unit or of the one above. */
function randomLeaders(
  random: Random,
  units: readonly TreeUnit[],
  managersOf: ReadonlyMap<string, readonly string[]>,
): Leadership[] {
  return units.flatMap((unit) => {
    if (random() < 0.2) return [];
    const personId = random() < 0.4 ? `leader-${unit.id}` : pick(random, managersOf.get(coin(random, unit))!);
    return [{ personId, unitId: unit.id }];
  });
}

function coin(random: Random, unit: TreeUnit): string {
  return unit.parentId !== null && random() < 0.5 ? unit.parentId : unit.id;
}

function between(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[Math.floor(random() * items.length)]!;
}

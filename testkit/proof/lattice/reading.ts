import type { CellMeasure } from "@/lib/domain/published";
import type { MaskedCell } from "@/lib/publication/masked-cell";
import type { CellReader } from "@/lib/publication/readers";
import type { UnitNode, UnitTree } from "@/lib/publication/tree";
import { judgeUnits } from "@/lib/publication/verdicts";
import { wideFrom } from "./told";

/** A duo as an attacker of one measure sees it. */
export type Target = {
  readonly duoId: string;
  readonly unitId: string;
  readonly icPersonId: string;
  readonly managerPersonId: string;
  readonly pairType: string;
};

/** What somebody reads of one measure: which duos are behind which cells, by position. */
export type Reading = {
  /** By readable unit, the counted duos outside the readable units below; duos in no readable cell are in none. */
  readonly groups: readonly (readonly number[])[];
  readonly units: readonly (readonly number[])[];
  readonly wide: readonly (readonly number[])[];
  readonly wideFrom: number;
  readonly alsoPublished: (held: readonly number[]) => readonly string[];
  readonly columns: readonly (readonly number[])[];
  /** Positions of the reader's own duos. */
  readonly known: ReadonlySet<number>;
};

/** Who attacks: a leader, or somebody who reads every cell and is in no duo. */
export type Reader = { readonly personId: string } | "everything";

type Published = {
  readonly tree: UnitTree;
  readonly cells: readonly MaskedCell[];
  readonly readers: readonly CellReader[];
};

/** What a reader sees of a measure, found from the published cells and from who may read them. */
export function readingOf(
  { tree, cells, readers }: Published,
  measure: CellMeasure,
  { reader, targets }: { reader: Reader; targets: readonly Target[] },
): Reading {
  const mine =
    reader === "everything"
      ? undefined
      : new Set(readers.filter(({ personId }) => personId === reader.personId).map(keyOf));
  const readable = cells.filter(
    (cell) => cell.measure === measure && cell.visible && (mine?.has(keyOf(cell)) ?? true),
  );
  const units = new Set(readable.flatMap(({ unitId, pairType }) => (pairType === "all" ? [unitId] : [])));
  const typed = new Set(readable.map(({ unitId, pairType }) => `${unitId} ${pairType}`));
  const offered = new Set(readable.flatMap(({ unitId, pairType }) => (pairType === "all" ? [] : [unitId])));
  const groups = new Map<UnitNode, number[]>();
  const columns = new Map<string, number[]>();
  for (const [index, { unitId, pairType }] of targets.entries()) {
    const home = tree.byId.get(unitId)!;
    const unit = firstAtOrAbove(home, ({ id }) => units.has(id));
    if (unit) groups.set(unit, [...(groups.get(unit) ?? []), index]);
    const column = firstAtOrAbove(home, ({ id }) => offered.has(id));
    const key = `${column?.id} ${pairType}`;
    if (column && typed.has(key)) columns.set(key, [...(columns.get(key) ?? []), index]);
  }
  const below = groupsBelow(tree, units, [...groups.keys()]);
  const order = [...groups.values()];
  const verdicts = cells.filter(
    (cell) => cell.measure === `verdict:${measure}` && (mine?.has(keyOf(cell)) ?? true),
  );
  return {
    groups: order,
    columns: [...columns.values()],
    units: below,
    wide: below.filter((unit) => unit.reduce((sum, nth) => sum + order[nth]!.length, 0) >= wideFrom(measure)),
    wideFrom: wideFrom(measure),
    known: ownOf(reader, targets),
    alsoPublished: (held) => {
      const found = judgeUnits(
        new Map([...groups].map(([unit, group]) => [unit, group.map((index) => held[index]!)])),
      );
      return verdicts.map(({ unitId }) => `${unitId} ${found.get(tree.byId.get(unitId)!)}`);
    },
  };
}

/** For each readable unit the groups of its subtree by position; units without a counted duo are left out. */
function groupsBelow(tree: UnitTree, units: ReadonlySet<string>, groups: readonly UnitNode[]): number[][] {
  return [...units]
    .map((unitId) => {
      const unit = tree.byId.get(unitId)!;
      return groups.flatMap((group, nth) => (firstAtOrAbove(group, (one) => one === unit) ? [nth] : []));
    })
    .filter((below) => below.length > 0);
}

function ownOf(reader: Reader, targets: readonly Target[]): Set<number> {
  if (reader === "everything") return new Set();
  const { personId } = reader;
  return new Set(
    targets.flatMap(({ icPersonId, managerPersonId }, index) =>
      icPersonId === personId || managerPersonId === personId ? [index] : [],
    ),
  );
}

function firstAtOrAbove(unit: UnitNode, holds: (unit: UnitNode) => boolean): UnitNode | null {
  let found: UnitNode | null = unit;
  while (found && !holds(found)) found = found.parent;
  return found;
}

const keyOf = ({ unitId, measure, pairType }: Pick<CellReader, "unitId" | "measure" | "pairType">) =>
  `${unitId} ${measure} ${pairType}`;

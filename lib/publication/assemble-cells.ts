import type { SharingMode } from "../domain/cycles";
import type { PairType } from "../domain/pair-types";
import {
  type AgreementBand,
  agreementBands,
  type CellMeasure,
  dimensionCodes,
  type StatusCode,
  statusCodes,
} from "../domain/published";
import { fitUnitPrior, type UnitPrior } from "../organization/unit-prior";
import { maskBreakdown } from "./breakdown";
import { type Cell, countCell, hiddenCell, type Members, meanCell, shareCell } from "./cell";
import { maskUnits } from "./mask";
import { isRootGroupSafe } from "./root-groups";
import type { EnrolledDuo } from "./safe";
import type { UnitNode, UnitTree } from "./tree";
import { visibleResiduals } from "./visible-residuals";

/** A duo of the cycle as leaders' cells see it. Incomplete duos have none of the figures. */
export type CellDuo = Omit<EnrolledDuo, "counted"> & {
  readonly pairType: PairType;
  readonly icFinal: boolean;
  readonly managerFinal: boolean;
  readonly status: StatusCode | null;
  /** The engine's estimate where the duo's row shows a level. */
  readonly level: number | null;
  readonly agreement: AgreementBand | null;
  /** Nine dimensions of this cycle in the instrument's order. */
  readonly dimensions: readonly (number | null)[];
  readonly watched: boolean;
};

/** What a cell says of its duos; `prior` is what the visible units have in common, where a mean is shrunk. */
type Figure = (members: Members<CellDuo>, prior?: UnitPrior) => Partial<Cell>;

/** Measures that count the same duos, and so stand under one mask. */
type Family = {
  readonly has: (duo: CellDuo) => boolean;
  /** For means: what is averaged, and shrunk over the visible units. */
  readonly value?: (duo: CellDuo) => number | null;
  readonly measures: readonly (readonly [CellMeasure, Figure])[];
};

const isComplete = (duo: CellDuo) => duo.icFinal && duo.managerFinal;

/**
 * Every unit cell of a publication: for each measure the mask over that measure's own duos, the figures where it is
 * visible, the reason and nothing else where it is hidden, and pair types where they are offered
 * (measurement specification 4, complementary suppression).
 * @param hiddenLastCycle units by measure whose cell was hidden in the cycle before
 */
export function assembleCells({
  tree,
  duos,
  sharingMode,
  hiddenLastCycle,
}: {
  tree: UnitTree;
  duos: readonly CellDuo[];
  sharingMode: SharingMode;
  hiddenLastCycle: ReadonlyMap<string, ReadonlySet<string>>;
}): Cell[] {
  const cells = families(sharingMode).flatMap((family) => {
    const first = family.measures[0]![0];
    return cellsOfFamily(tree, duos, family, hiddenLastCycle.get(first) ?? new Set());
  });
  return [...cells, ...rootCells(tree, duos)];
}

function families(sharingMode: SharingMode): Family[] {
  const mean = (measure: CellMeasure, value: (duo: CellDuo) => number | null): Family => ({
    has: (duo) => isComplete(duo) && value(duo) !== null,
    value,
    measures: [
      [
        measure,
        ({ counted }, prior) =>
          meanCell(
            counted.map((duo) => value(duo)!),
            prior,
          ),
      ],
    ],
  });
  const count = (isOne: (duo: CellDuo) => boolean): Figure => {
    return ({ counted }) => countCell(counted.filter(isOne).length, counted.length, sharingMode);
  };
  return [
    mean("level", (duo) => duo.level),
    ...dimensionCodes.map((code, index) => mean(`dimension:${code}`, (duo) => duo.dimensions[index] ?? null)),
    {
      has: isComplete,
      measures: [
        ...statusCodes.map((code) => [`status:${code}`, count((duo) => duo.status === code)] as const),
        ["participation", ({ counted, enrolled }) => shareCell(counted.length, enrolled)],
        ["watch", ({ counted }) => ({ value: counted.filter((duo) => duo.watched).length })],
      ],
    },
    {
      has: (duo) => isComplete(duo) && duo.agreement !== null,
      measures: agreementBands.map(
        (band) => [`agreement:${band}`, count((duo) => duo.agreement === band)] as const,
      ),
    },
  ];
}

function cellsOfFamily(
  tree: UnitTree,
  duos: readonly CellDuo[],
  family: Family,
  hiddenLastCycle: ReadonlySet<string>,
): Cell[] {
  const enrolled = duos.map((duo) => ({ ...duo, counted: family.has(duo) }));
  const mask = maskUnits({ tree, duos: enrolled, hiddenLastCycle });
  const breakdown = maskBreakdown({ tree, mask, duos: enrolled });
  const allCounted = enrolled.filter(({ counted }) => counted);
  const countedIn = subtrees(tree, allCounted);
  const { value } = family;
  const prior =
    value &&
    fitUnitPrior(
      [...visibleResiduals(tree, mask, allCounted).values()].map((residual) =>
        residual.map((duo) => value(duo)!),
      ),
    );
  return tree.postOrder.flatMap((unit) => {
    const { id } = unit;
    const { visible, reason, enrolled: of } = mask.get(id)!;
    const counted = countedIn.get(id) ?? [];
    return family.measures.flatMap(([measure, figure]) => {
      if (!visible) return [hiddenCell(id, measure, reason!)];
      // The root is what the others are compared with.
      const compared = unit === tree.root ? undefined : prior;
      const whole = visibleCell(id, measure, "all", { counted, enrolled: of }, figure, compared);
      const parts = [...(breakdown.get(id) ?? [])].map(([pairType, { enrolled: ofType }]) => {
        const part = counted.filter((duo) => duo.pairType === pairType);
        return visibleCell(id, measure, pairType, { counted: part, enrolled: ofType }, figure);
      });
      return [whole, ...parts];
    });
  });
}

function visibleCell(
  unitId: string,
  measure: CellMeasure,
  pairType: PairType | "all",
  members: Members<CellDuo>,
  figure: Figure,
  prior?: UnitPrior,
): Cell {
  const { counted, enrolled } = members;
  return {
    ...hiddenCell(unitId, measure, null),
    visible: true,
    pairType,
    counted: counted.length,
    enrolled,
    ...figure(members, prior),
  };
}

/** Duos by every unit above their home, the home included. */
function subtrees<D extends { unitId: string }>(tree: UnitTree, duos: readonly D[]): Map<string, D[]> {
  const found = new Map<string, D[]>();
  for (const duo of duos) {
    for (let unit: UnitNode | null = tree.byId.get(duo.unitId)!; unit; unit = unit.parent) {
      const members = found.get(unit.id);
      if (members) members.push(duo);
      else found.set(unit.id, [duo]);
    }
  }
  return found;
}

/** Groups that exist at the root only: who answered by side, and duos heard with one voice. */
function rootCells(tree: UnitTree, duos: readonly CellDuo[]): Cell[] {
  const groups: [CellMeasure, (duo: CellDuo) => boolean][] = [
    ["participation:ic", (duo) => duo.icFinal],
    ["participation:manager", (duo) => duo.managerFinal],
    ["one-voice", (duo) => duo.icFinal !== duo.managerFinal],
  ];
  const everybody = duos.map((duo) => ({ ...duo, counted: true }));
  return groups.map(([measure, isInGroup]) => {
    const group = everybody.filter(isInGroup);
    const isSafe =
      group.length > 0 && isRootGroupSafe(tree, everybody, (duo) => isInGroup(duo as CellDuo & EnrolledDuo));
    if (!isSafe) return hiddenCell(tree.root.id, measure, duos.length === 0 ? "no-duos" : "too-few");
    return visibleCell(
      tree.root.id,
      measure,
      "all",
      { counted: group, enrolled: duos.length },
      ({ counted, enrolled }) => shareCell(counted.length, enrolled),
    );
  });
}

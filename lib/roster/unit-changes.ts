import { type Draft, differences, endAction, fileLineOf } from "./draft";
import { isOver, type RosterUnit } from "./roster";
import type { UnitLine } from "./rows";
import { writePath } from "./unit-path";

/** A unit as an import leaves it; `row` is the line that asks for it. */
export type PlannedUnit = RosterUnit & { isNew: boolean; row?: UnitLine };

const ownFields = ["name", "platform", "externalId", "endedOn"] as const;

/** Whether a unit, or its place in the tree, has to be written. */
export function isUnitChanged(unit: PlannedUnit, before: RosterUnit | undefined): boolean {
  if (!before) return true;
  return (
    differences<RosterUnit>(before, unit, ["parentId", ...ownFields]).length > 0 ||
    before.lineage.join() !== unit.lineage.join()
  );
}

/** Adds what becomes of a unit to the list that is shown before an import; nothing where only its ancestors moved. */
export function listUnitChange(
  { draft, before: paths }: { draft: Draft; before: ReadonlyMap<string, readonly string[]> },
  unit: PlannedUnit,
  { before, pathOf }: { before: RosterUnit | undefined; pathOf: (id: string) => string },
): void {
  const { today } = draft.options;
  const item = { kind: "unit" as const, key: pathOf(unit.id), name: unit.name, ...fileLineOf(unit.row) };
  if (!before) {
    draft.items.push({ ...item, action: "add" });
    return;
  }
  const changes = differences<RosterUnit>(before, unit, ownFields);
  if (before.parentId !== unit.parentId) {
    changes.push({ field: "unit", before: writePath(paths.get(before.id)!), after: pathOf(unit.id) });
  }
  if (changes.length === 0) return;
  const ends = endAction(isOver(before, today), isOver(unit, today));
  const action = ends ?? (before.parentId === unit.parentId ? "change" : "move");
  const reason = ends === "end" ? (unit.row ? "line" : "missing") : undefined;
  draft.items.push({ ...item, action, changes, ...(reason && { reason }) });
}

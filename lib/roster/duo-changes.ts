import { type DraftItem, differences, endAction, type FieldChange, fileLineOf } from "./draft";
import type { Others } from "./duo-ends";
import type { PlannedDuo } from "./planned-duo";
import { isOver, neverBegin, type RosterDuo } from "./roster";

const fields = [
  "externalId",
  "displayName",
  "pairType",
  "icGrade",
  "managerGrade",
  "lineManager",
  "teamSize",
  "startedOn",
  "paused",
  "endedOn",
  "ownEndedOn",
] as const;

/** What changes of a duo; its own end where that is not the day on which it then ends. */
function changesOf(before: RosterDuo, duo: PlannedDuo, today: string): FieldChange[] {
  const changes = differences<RosterDuo>(before, duo, fields);
  const end = changes.find(({ field }) => field === "endedOn");
  const isSaid = ({ after }: FieldChange) => isOver(duo, today) || end?.after === after;
  return changes.filter((change) => change.field !== "ownEndedOn" || !isSaid(change));
}

/** Lists what becomes of a duo; false where nothing does. */
export function listDuoChange(
  { draft, people, units }: Others,
  duo: PlannedDuo,
  before: RosterDuo | undefined,
): boolean {
  const { today } = draft.options;
  const idOf = (id: string) => people.byId.get(id)?.externalId ?? "";
  const item: Omit<DraftItem, "action"> = {
    kind: "duo",
    key: `${idOf(duo.icId)} & ${idOf(duo.managerId)}`,
    name: duo.displayName,
    ...fileLineOf(duo.row),
  };
  if (!before) {
    const ends = duo.reason && {
      reason: duo.reason,
      changes: [{ field: "endedOn", before: "", after: String(duo.endedOn) }],
    };
    draft.items.push({ ...item, action: duo.replaces ? "replace" : "add", ...ends });
    return true;
  }
  const changes = changesOf(before, duo, today);
  const isMoved = before.unitId !== duo.unitId;
  if (isMoved)
    changes.push({ field: "unit", before: units.pathOf(before.unitId), after: units.pathOf(duo.unitId) });
  if (changes.length === 0) return false;
  const isDated = changes.some(({ field }) => field === "endedOn" || field === "startedOn");
  const neverBegins = isDated && neverBegin(duo);
  const ends = endAction(isOver(before, today), isOver(duo, today));
  // What is over neither pauses nor goes on by that.
  const isSameState = before.paused === duo.paused || isOver(duo, today);
  const pauses = isSameState ? undefined : duo.paused ? "pause" : "resume";
  // Also of an end that is to come, where the duo's own line does not ask for it.
  const reason = duo.reason ?? (ends === "end" ? "line" : undefined);
  const action = ends ?? pauses ?? (isMoved ? "move" : "change");
  draft.items.push({
    ...item,
    action,
    changes,
    ...(reason && { reason }),
    ...(neverBegins && { neverBegins }),
    ...(ends === "resume" && duo.paused && { staysPaused: true }),
  });
  return true;
}

import { addDays } from "../domain/days";
import { warnOfDamage } from "./damaged-name";
import { complain, complainOfPerson, type Draft } from "./draft";
import { listDuoChange } from "./duo-changes";
import { endWithOthers } from "./duo-ends";
import type { PeoplePlan, PlannedPerson } from "./plan-people";
import type { UnitPlan } from "./plan-units";
import type { PlannedDuo } from "./planned-duo";
import { isOver } from "./roster";
import type { DuoLine } from "./rows";
import { writePath } from "./unit-path";

/** A start further ahead than this is listed: it may be a slip. */
const lateStartDays = 31;
/** From this distance of the two grades on, coaching goes one way, as the source of the questions claims. */
const longGradeDistance = 2;

/** Duos under construction, with the ways to find one. */
type Duos = {
  draft: Draft;
  people: PeoplePlan;
  units: UnitPlan;
  all: PlannedDuo[];
  byExternalId: Map<string, PlannedDuo>;
  /** Duos that go on, by the ids of both partners. */
  byPair: Map<string, PlannedDuo>;
};

/**
 * What the lines about duos ask for. A duo is found by its id, or else by its two people. Other people under the same id
 * are another duo: the old one ends with its history, and a new one begins.
 */
export function planDuos(draft: Draft, people: PeoplePlan, units: UnitPlan): { writes: PlannedDuo[] } {
  const { roster, rows } = draft;
  const before = new Map(roster.duos.map((duo) => [duo.id, duo]));
  const all = roster.duos.map((duo): PlannedDuo => ({ ...duo, isNew: false }));
  const duos: Duos = { draft, people, units, all, byExternalId: new Map(), byPair: new Map() };
  for (const duo of all) index(duos, duo);
  for (const row of rows.duo) planRow(duos, row);
  endWithOthers(duos, all, before);
  const writes = all.filter((duo) => listDuoChange(duos, duo, before.get(duo.id)));
  // An old duo gives its id up before the new one takes it.
  writes.sort((a, b) => Number(a.isNew) - Number(b.isNew));
  return { writes };
}

const pairKey = (ic: string, manager: string) => `${ic} ${manager}`;

/** Adds a duo to the ways to find one; under an id that several had, the one that goes on is found. */
function index({ draft, byExternalId, byPair }: Duos, duo: PlannedDuo): void {
  const goesOn = !isOver(duo, draft.options.today);
  if (duo.externalId !== null && (goesOn || !byExternalId.has(duo.externalId)))
    byExternalId.set(duo.externalId, duo);
  if (goesOn) byPair.set(pairKey(duo.icId, duo.managerId), duo);
}

type Pair = { ic: PlannedPerson; manager: PlannedPerson };

function pairOf({ draft, people }: Duos, row: DuoLine): Pair | undefined {
  const { today } = draft.options;
  const isEnding = isOver(row, today);
  const find = (externalId: string, column: string) => {
    const person = people.people.get(externalId);
    if (!person) complainOfPerson(draft, externalId, { at: row, column });
    else if (!isEnding && isOver(person, today))
      complain(draft, "person-ended", { at: row, column, value: externalId });
    else return person;
    return undefined;
  };
  const [ic, manager] = [find(row.ic, "ic_id"), find(row.manager, "manager_id")];
  if (!ic || !manager) return undefined;
  if (ic.id !== manager.id) return { ic, manager };
  complain(draft, "same-person", { at: row, value: row.ic });
  return undefined;
}

/** What one line asks for: a change of the duo that it means, a new duo, or one in the place of another. */
function planRow(duos: Duos, row: DuoLine): undefined {
  const { draft, byPair } = duos;
  warnOfDamage(draft, row, { column: "duo", name: row.displayName });
  const pair = pairOf(duos, row);
  if (!pair) return;
  const { startedOn } = row;
  if (startedOn && startedOn > addDays(draft.options.today, lateStartDays))
    complain(draft, "starts-late", { at: row, column: "started_on", value: startedOn });
  const isEnding = isOver(row, draft.options.today);
  const found = findDuo(duos, row, pair);
  if (found === "refused") return;
  const swapped = byPair.get(pairKey(pair.manager.id, pair.ic.id));
  if (!isEnding && swapped && swapped !== found?.duo) {
    return complain(draft, "swapped-duo", {
      at: row,
      value: swapped.displayName,
      otherLine: swapped.row?.line,
    });
  }
  if (found?.duo.row) {
    return complain(draft, "twice", { at: row, value: found.duo.displayName, otherLine: found.duo.row.line });
  }
  if (found && !found.isOther) return applyRow(duos, found.duo, row);
  if (isEnding) {
    const code = found ? "duo-ended-differs" : "ended-unknown";
    return complain(draft, code, { at: row, value: found?.duo.displayName ?? `${row.ic}, ${row.manager}` });
  }
  const old = found && !isOver(found.duo, draft.options.today) ? found.duo : undefined;
  const added = newDuo(duos, row, { ...pair, old });
  if (!added) return;
  if (old) endReplaced(duos, old, { row, by: added.displayName });
  index(duos, added);
}

type Found = { duo: PlannedDuo; isOther: boolean };

/** The duo that a line means; `isOther` where its id belongs to a duo of other people. */
function findDuo(duos: Duos, row: DuoLine, { ic, manager }: Pair): Found | "refused" | undefined {
  const { draft, byExternalId, byPair } = duos;
  const byId = row.externalId === undefined ? undefined : byExternalId.get(row.externalId);
  const samePair = byPair.get(pairKey(ic.id, manager.id));
  if (byId && byId.icId === ic.id && byId.managerId === manager.id) return { duo: byId, isOther: false };
  const differs = samePair && samePair.externalId !== null && row.externalId !== undefined;
  if (byId ? samePair : differs) {
    complain(draft, "duo-pair-taken", {
      at: row,
      value: samePair!.displayName,
      otherLine: samePair!.row?.line,
    });
    return "refused";
  }
  if (byId) return { duo: byId, isOther: true };
  return samePair && { duo: samePair, isOther: false };
}

function newDuo(
  duos: Duos,
  row: DuoLine,
  { ic, manager, old }: Pair & { old: PlannedDuo | undefined },
): PlannedDuo | undefined {
  const { draft, all } = duos;
  const { today, newId } = draft.options;
  if (row.path === undefined && !old) {
    complain(draft, "required", { at: row, column: "unit", value: "" });
    return undefined;
  }
  // A start that was the old duo's cannot be the new one's.
  const isNewStart = row.startedOn !== undefined && (!old || row.startedOn > old.startedOn);
  const duo: PlannedDuo = {
    id: newId(),
    externalId: row.externalId ?? null,
    displayName: row.displayName ?? `${ic.name} & ${manager.name}`,
    icId: ic.id,
    managerId: manager.id,
    unitId: old?.unitId ?? "",
    pairType: row.pairType ?? old?.pairType ?? "not-stated",
    icGrade: null,
    managerGrade: null,
    lineManager: false,
    teamSize: null,
    startedOn: isNewStart ? row.startedOn! : today,
    paused: false,
    ownEndedOn: null,
    endedOn: null,
    asked: false,
    isNew: true,
    ...(old && { replaces: old }),
  };
  if (endsBefore(draft, duo, { row, ic, manager })) return undefined;
  const start = duo.startedOn;
  all.push(duo);
  applyRow(duos, duo, row);
  duo.startedOn = start;
  return duo;
}

/** Complains where a new duo would begin when one of its people has ended. */
function endsBefore(
  draft: Draft,
  { startedOn }: PlannedDuo,
  { row, ic, manager }: Pair & { row: DuoLine },
): boolean {
  const [first] = [ic, manager].filter((person) => isOver(person, startedOn));
  if (first) {
    const column = first === ic ? "ic_id" : "manager_id";
    complain(draft, "person-ended", { at: row, column, value: first.externalId });
  }
  return first !== undefined;
}

/** Ends the duo of other people that had the line's id. */
function endReplaced(
  { draft, byPair }: Duos,
  old: PlannedDuo,
  { row, by }: { row: DuoLine; by: string },
): void {
  complain(draft, "duo-replaced", { at: row, value: `${old.displayName} → ${by}` });
  byPair.delete(pairKey(old.icId, old.managerId));
  // One that would have begun later never does.
  old.ownEndedOn = draft.options.today;
  old.endedOn = draft.options.today;
  old.row = row;
  old.reason = "line";
}

function applyRow({ draft, units }: Duos, duo: PlannedDuo, row: DuoLine): undefined {
  const { startedOn } = row;
  const before = duo.startedOn;
  const was = `${before} ${duo.ownEndedOn}`;
  if (duo.asked && startedOn && startedOn > duo.startedOn && startedOn > draft.options.today)
    complain(draft, "start-after-cycle", { at: row, column: "started_on", value: startedOn });
  duo.row = row;
  duo.externalId = row.externalId ?? duo.externalId;
  duo.displayName = row.displayName ?? duo.displayName;
  duo.pairType = row.pairType ?? duo.pairType;
  duo.lineManager = row.lineManager ?? duo.lineManager;
  duo.startedOn = row.startedOn ?? duo.startedOn;
  duo.paused = row.paused ?? duo.paused;
  if (row.icGrade !== undefined) duo.icGrade = row.icGrade;
  if (row.managerGrade !== undefined) duo.managerGrade = row.managerGrade;
  if (row.teamSize !== undefined) duo.teamSize = row.teamSize;
  if (row.endedOn !== undefined && row.endedOn !== duo.ownEndedOn) {
    duo.ownEndedOn = row.endedOn;
    duo.endedOn = row.endedOn;
  }
  if (row.path) {
    const unit = units.find(row.path);
    if (unit) duo.unitId = unit.id;
    else complain(draft, "unit-unknown", { at: row, column: "unit", value: writePath(row.path) });
  }
  // One that never begins, because something else ended first, is left as it is; one to come may be taken back today.
  const isTakenBack = !duo.isNew && duo.startedOn === before && duo.ownEndedOn === draft.options.today;
  const isAsked = was !== `${duo.startedOn} ${duo.ownEndedOn}` && !isTakenBack;
  if (isAsked && duo.ownEndedOn !== null && duo.ownEndedOn < duo.startedOn) {
    complain(draft, "ends-before-start", { at: row, column: "ended_on", value: duo.ownEndedOn });
  }
  const distance =
    duo.icGrade === null || duo.managerGrade === null ? 0 : Math.abs(duo.managerGrade - duo.icGrade);
  if (distance >= longGradeDistance && !isOver(duo, draft.options.today)) {
    complain(draft, "grade-distance", {
      at: row,
      value: `${duo.displayName} (${duo.icGrade}, ${duo.managerGrade})`,
    });
  }
}

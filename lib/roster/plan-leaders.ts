import { complain, complainOfPerson, type Draft, type EndReason, fileLineOf } from "./draft";
import type { PeoplePlan } from "./plan-people";
import type { UnitPlan } from "./plan-units";
import { isOver, type RosterLeader } from "./roster";
import type { LeaderLine } from "./rows";
import { writePath } from "./unit-path";

export type LeaderPlan = {
  grants: { id: string; personId: string; unitId: string }[];
  /** Ids of grants that end. */
  revoked: string[];
};

const keyOf = (personId: string, unitId: string) => `${personId} ${unitId}`;

/** What the lines about leaders ask for, and which grants end because their unit or their person ends. */
export function planLeaders(draft: Draft, people: PeoplePlan, units: UnitPlan): LeaderPlan {
  const { roster, rows, options } = draft;
  const plan: LeaderPlan = { grants: [], revoked: [] };
  const present = new Map(roster.leaders.map((leader) => [keyOf(leader.personId, leader.unitId), leader]));
  const rowsByKey = new Map<string, LeaderLine>();
  for (const row of rows.leader) {
    const given = readLeader(draft, row, { people, units });
    if (!given) continue;
    const key = keyOf(given.personId, given.unitId);
    const twice = rowsByKey.get(key);
    if (twice) {
      complain(draft, "twice", { at: row, value: row.person, otherLine: twice.line });
      continue;
    }
    rowsByKey.set(key, row);
    if (!present.has(key) && !isOver(row, options.today)) {
      plan.grants.push({ id: options.newId(), ...given });
      list({ draft, people, units }, given, { action: "add", row });
    }
  }
  for (const [key, leader] of present) {
    const row = rowsByKey.get(key);
    const reason = reasonToEnd({ draft, people, units }, leader, row);
    if (!reason) continue;
    plan.revoked.push(leader.id);
    list({ draft, people, units }, leader, { action: "end", row, reason });
  }
  return plan;
}

type Plans = { people: PeoplePlan; units: UnitPlan };

function readLeader(draft: Draft, row: LeaderLine, { people, units }: Plans) {
  const { today, selfId } = draft.options;
  const person = people.people.get(row.person);
  const unit = units.find(row.path);
  if (!person) complainOfPerson(draft, row.person, { at: row, column: "person_id" });
  if (!unit) complain(draft, "unit-unknown", { at: row, column: "unit", value: writePath(row.path) });
  if (!person || !unit) return undefined;
  const given = { personId: person.id, unitId: unit.id };
  if (isOver(row, today)) return given;
  const isThere = draft.roster.leaders.some((one) => one.personId === person.id && one.unitId === unit.id);
  if (row.endedOn) complain(draft, "leader-ends-later", { at: row, column: "ended_on", value: row.endedOn });
  else if (person.id === selfId && !isThere)
    complain(draft, "leader-self", { at: row, value: writePath(row.path) });
  else if (isOver(person, today))
    complain(draft, "person-ended", { at: row, column: "person_id", value: row.person });
  else if (isOver(unit, today))
    complain(draft, "unit-ended", { at: row, column: "unit", value: writePath(row.path) });
  else return given;
  return undefined;
}

function reasonToEnd(
  { draft, people, units }: Plans & { draft: Draft },
  { personId, unitId }: RosterLeader,
  row: LeaderLine | undefined,
): EndReason | undefined {
  const { today, complete, kinds } = draft.options;
  if (row && isOver(row, today)) return "line";
  const person = people.byId.get(personId);
  if (person && isOver(person, today)) return "person-ends";
  const unit = units.units.get(unitId);
  if (unit?.row && unit.endedOn !== null && unit.endedOn !== endBefore(draft, unitId)) {
    complain(draft, "leader-of-ended-unit", { at: unit.row, value: person?.name });
  }
  if (unit && isOver(unit, today)) return "unit-ends";
  return !row && complete && kinds.has("leader") ? "missing" : undefined;
}

const endBefore = ({ roster }: Draft, unitId: string) =>
  roster.units.find(({ id }) => id === unitId)?.endedOn;

/** Lists a grant that begins or ends. */
function list(
  { draft, people, units }: Plans & { draft: Draft },
  { personId, unitId }: { personId: string; unitId: string },
  {
    action,
    row,
    reason,
  }: { action: "add" | "end"; row: LeaderLine | undefined; reason?: EndReason | undefined },
): void {
  const person = people.byId.get(personId);
  draft.items.push({
    kind: "leader",
    action,
    key: `${person?.externalId ?? ""}, ${units.pathOf(unitId)}`,
    name: person?.name ?? "",
    ...fileLineOf(row),
    ...(reason && { reason }),
  });
}

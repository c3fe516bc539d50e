import { complain, type Draft, type EndReason, noLine } from "./draft";
import type { PeoplePlan } from "./plan-people";
import type { UnitPlan } from "./plan-units";
import type { PlannedDuo } from "./planned-duo";
import { type Ending, isOver, outlasts, type RosterDuo } from "./roster";

/** The people and units as an import leaves them: a duo ends with its people and its unit. */
export type Others = { draft: Draft; people: PeoplePlan; units: UnitPlan };

/**
 * By which day a duo ends: the first of its own end and the ends of its people and its unit, as `effective_end` of the
 * database has it. An end of others that has come counts from today on. Null where it goes on without an end.
 */
function effectiveEnd(own: string | null, others: readonly Ending[], today: string): string | null {
  const days = others.flatMap(({ endedOn }) => (endedOn === null ? [] : [endedOn > today ? endedOn : today]));
  return [...(own === null ? [] : [own]), ...days].sort()[0] ?? null;
}

/**
 * Ends duos that a complete file lacks, and works the end of every duo out anew. One that has come stays, and is the duo's
 * own from then on. Complains where a duo comes into a unit that ends before it, or a unit would end before its duos.
 */
export function endWithOthers(
  others: Others,
  all: readonly PlannedDuo[],
  before: ReadonlyMap<string, RosterDuo>,
): void {
  const { people, units } = others.draft.roster;
  const endsBefore = new Map([...people, ...units].map(({ id, endedOn }) => [id, endedOn]));
  for (const duo of all) endOne(others, duo, { before: before.get(duo.id), endsBefore });
}

type Former = { before: RosterDuo | undefined; endsBefore: ReadonlyMap<string, string | null> };

function endOne({ draft, people, units }: Others, duo: PlannedDuo, { before, endsBefore }: Former): void {
  const { today, complete, kinds } = draft.options;
  const isSame = before !== undefined && before.ownEndedOn === duo.ownEndedOn;
  if (isSame && isOver(before, today)) return;
  if (!duo.row && complete && kinds.has("duo")) {
    duo.ownEndedOn = today;
    duo.reason = "missing";
  }
  // Nothing for a partner who was erased: the roster has no such person.
  const partners = [duo.icId, duo.managerId].flatMap((id) => people.byId.get(id) ?? []);
  const unit = units.units.get(duo.unitId);
  const withoutUnit = effectiveEnd(duo.ownEndedOn, partners, today);
  duo.endedOn = effectiveEnd(withoutUnit, unit ? [unit] : [], today);
  const partnersChanged = partners.some(({ id, endedOn }) => endsBefore.get(id) !== endedOn);
  duo.reason ??= reasonOf(duo, { before, today, withoutUnit, partnersChanged });
  if (isOver(duo, today)) duo.ownEndedOn = duo.endedOn;
  if (!unit || !outlasts({ endedOn: withoutUnit }, unit, today)) return;
  const endBefore = endsBefore.get(unit.id) ?? null;
  const comesIntoIt = !isSame || before.unitId !== unit.id;
  const endsEarlier = endBefore === null || unit.endedOn! < endBefore;
  // One whose other ends were taken back meanwhile ends with the unit.
  if (!comesIntoIt && !endsEarlier && !isOver(unit, today)) return;
  const line = duo.row ?? unit.row ?? noLine;
  if (duo.row) complain(draft, "unit-ended", { at: line, column: "unit", value: units.pathOf(unit.id) });
  else complain(draft, "unit-has-duos", { at: line, value: `${units.pathOf(unit.id)}: ${duo.displayName}` });
}

type Change = {
  before: RosterDuo | undefined;
  today: string;
  /** By which day it ends with its people. */
  withoutUnit: string | null;
  partnersChanged: boolean;
};

/** Why the end of a duo is another one, where its own line does not say it. */
function reasonOf(
  { endedOn, ownEndedOn, unitId }: PlannedDuo,
  { before, withoutUnit, partnersChanged }: Change,
): EndReason | undefined {
  const endsWithPeople = endedOn !== null && endedOn !== ownEndedOn && endedOn === withoutUnit;
  if (!before || before.ownEndedOn !== ownEndedOn) return endsWithPeople ? "person-ends" : undefined;
  const was = before.endedOn;
  if (was === endedOn) return undefined;
  const goesOn = endedOn === null || (was !== null && endedOn > was);
  if (!goesOn) return endsWithPeople ? "person-ends" : undefined;
  if (partnersChanged) return "person-stays";
  return before.unitId === unitId ? "unit-stays" : undefined;
}

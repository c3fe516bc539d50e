import { complain, type Draft, type EndReason, noLine } from "./draft";
import type { PeoplePlan } from "./plan-people";
import type { UnitPlan } from "./plan-units";
import type { PlannedDuo } from "./planned-duo";
import { isOver, outlasts, type RosterDuo } from "./roster";

/** The people and units as an import leaves them: a duo ends with its people, and no unit ends before its duos. */
export type Others = { draft: Draft; people: PeoplePlan; units: UnitPlan };

/** Ends a duo on a day; one that would have begun later never does, and begins and ends on that day. */
export function endOn(duo: PlannedDuo, day: string): void {
  duo.endedOn = day;
  if (duo.startedOn > day) duo.startedOn = day;
}

/**
 * Ends duos that a complete file lacks, and each duo by the day on which one of its people ends. A duo whose end was to
 * come on the same day as the end of one of its people follows where that end is moved to a later day or taken back.
 * Complains where a unit ends without its duo.
 */
export function endWithOthers(
  others: Others,
  all: readonly PlannedDuo[],
  before: ReadonlyMap<string, RosterDuo>,
): void {
  const endsBefore = new Map(others.draft.roster.people.map(({ id, endedOn }) => [id, endedOn]));
  for (const duo of all) endOne(others, duo, { before: before.get(duo.id), endsBefore });
}

type Former = { before: RosterDuo | undefined; endsBefore: ReadonlyMap<string, string | null> };

function endOne({ draft, people, units }: Others, duo: PlannedDuo, former: Former): undefined {
  const { today, complete, kinds } = draft.options;
  if (isOver(duo, today)) return;
  const end = (day: string, reason: EndReason): undefined => {
    endOn(duo, day);
    duo.reason = reason;
  };
  if (!duo.row && complete && kinds.has("duo")) return end(today, "missing");
  // Nothing for a partner who was erased: the roster has no such person.
  const partners = [duo.icId, duo.managerId].flatMap((id) => people.byId.get(id) ?? []);
  const unit = units.units.get(duo.unitId);
  follow(duo, { ...former, partners, endsOfOthers: daysOf([...partners, ...(unit ? [unit] : [])]) });
  const first = partners.filter((person) => outlasts(duo, person, today));
  if (first.length > 0) {
    const [day] = daysOf(first);
    end(day! > today ? day! : today, "person-ends");
  }
  if (!unit || !outlasts(duo, unit, today)) return;
  const line = duo.row ?? unit.row ?? noLine;
  if (duo.row) complain(draft, "unit-ended", { at: line, column: "unit", value: units.pathOf(unit.id) });
  else complain(draft, "unit-has-duos", { at: line, value: `${units.pathOf(unit.id)}: ${duo.displayName}` });
}

type Ends = { id: string; endedOn: string | null };

/** Days of ends, the first one first. */
const daysOf = (all: readonly Pick<Ends, "endedOn">[]) =>
  all.flatMap(({ endedOn }) => (endedOn === null ? [] : [endedOn])).sort();

/** Lets a duo go on as long as the person does with whom it was to end, and no longer than its other people and its unit. */
function follow(
  duo: PlannedDuo,
  {
    before,
    endsBefore,
    partners,
    endsOfOthers,
  }: Former & { partners: readonly Ends[]; endsOfOthers: readonly string[] },
): undefined {
  const day = before?.endedOn;
  if (!day || duo.endedOn !== day || duo.row?.endedOn !== undefined) return;
  const goesOn = ({ id, endedOn }: Ends) => endsBefore.get(id) === day && (endedOn === null || endedOn > day);
  if (!partners.some(goesOn)) return;
  const next = endsOfOthers[0] ?? null;
  if (next !== null && next <= day) return;
  duo.endedOn = next;
  duo.reason = "person-stays";
}

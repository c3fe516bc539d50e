import type { Draft, DraftItem, PlanOptions } from "./draft";
import { checkOwnScope } from "./own-scope";
import { withPlainNames } from "./plain-name";
import { planDuos } from "./plan-duos";
import { type LeaderPlan, planLeaders } from "./plan-leaders";
import { type PlannedPerson, planPeople } from "./plan-people";
import { planUnits } from "./plan-units";
import type { PlannedDuo } from "./planned-duo";
import type { RosterProblem } from "./problems";
import { isOver, type Roster } from "./roster";
import type { Rows } from "./rows";
import type { PlannedUnit } from "./unit-changes";

/** What is dangerous enough to be asked for by its number. */
export const breakers = ["people", "duos", "addresses", "ids"] as const;
export type Breaker = (typeof breakers)[number];
/** How many things of a kind would end or change, out of how many; only those beyond the limit. */
export type Tripped = { breaker: Breaker; count: number; of: number };

/** Shares from which on an import asks: of people and duos that end, of addresses and ids that change. */
const breakerShares: Readonly<Record<Breaker, number>> = {
  people: 0.4,
  duos: 0.4,
  addresses: 0.05,
  ids: 0.05,
};

export type Plan = {
  /** Everything that would be done, in the order in which it is listed. */
  items: DraftItem[];
  problems: RosterProblem[];
  tripped: Tripped[];
  writes: { units: PlannedUnit[]; people: PlannedPerson[]; duos: PlannedDuo[]; leaders: LeaderPlan };
};

/**
 * What importing some rows would do to a roster: a pure comparison, so that the list that an admin reads and what is
 * done afterwards are the same. With an error among the problems nothing of it may be done.
 */
export function planImport(stored: Roster, rows: Rows, options: PlanOptions): Plan {
  const roster = withPlainNames(stored);
  const draft: Draft = { roster, rows, options, problems: [...rows.problems], items: [] };
  const units = planUnits(draft);
  const people = planPeople(draft);
  const duos = planDuos(draft, people, units);
  const leaders = planLeaders(draft, people, units);
  checkOwnScope(draft, units, duos.writes);
  const { today } = options;
  const ends = (kind: DraftItem["kind"]) =>
    draft.items.filter((item) => item.kind === kind && getsAnEnd(item)).length;
  const counts: Record<Breaker, [count: number, of: number]> = {
    people: [ends("person"), roster.people.filter((person) => !isOver(person, today)).length],
    duos: [ends("duo"), roster.duos.filter((duo) => !isOver(duo, today)).length],
    addresses: [people.changedAddresses, roster.people.length],
    ids: [people.changedIds, roster.people.length],
  };
  return {
    items: draft.items,
    problems: draft.problems.toSorted((a, b) => a.file - b.file || a.line - b.line),
    tripped: breakers
      .map((breaker) => ({ breaker, count: counts[breaker][0], of: counts[breaker][1] }))
      .filter(({ breaker, count, of }) => count > breakerShares[breaker] * of),
    writes: { units: units.writes, people: people.writes, duos: duos.writes, leaders },
  };
}

/** Whether something ends, or gets an end that is to come. */
function getsAnEnd({ action, changes = [] }: DraftItem): boolean {
  return action === "end" || changes.some(({ field, before }) => field === "endedOn" && before === "");
}

import type { PairType } from "../domain/pair-types";

/** Units, people, duos and leaders as they are now. Days are "2026-11-02"; one that has come means ended. */
export type RosterUnit = {
  id: string;
  externalId: string | null;
  parentId: string | null;
  name: string;
  platform: boolean;
  /** Ids of the ancestors and the unit itself, root first. */
  lineage: readonly string[];
  endedOn: string | null;
};
export type RosterPerson = {
  id: string;
  externalId: string;
  name: string;
  givenName: string;
  email: string;
  /** An address that waits for the person's own confirmation. */
  pendingEmail: string | null;
  language: string;
  /** Empty for the organization's zone. */
  timeZone: string;
  endedOn: string | null;
  /** Whether the person ever signed in: from then on the address is theirs to change. */
  signedIn: boolean;
  /** Whether a partner has begun to answer in the open cycle, so that the address stays until its close. */
  addressWaits: boolean;
  /** They lead a unit, or are an admin or a reviewer. */
  hasRole: boolean;
};
export type RosterDuo = {
  id: string;
  externalId: string | null;
  displayName: string;
  icId: string;
  managerId: string;
  unitId: string;
  pairType: PairType;
  icGrade: number | null;
  managerGrade: number | null;
  lineManager: boolean;
  teamSize: number | null;
  startedOn: string;
  paused: boolean;
  /** The end of the duo itself, which a form or a file sets; of one that is over, the day on which it ended. */
  ownEndedOn: string | null;
  /** The first of that and the ends of its people and its unit. Before the start: it never begins. */
  endedOn: string | null;
  /** Whether a cycle has asked the duo: it has begun, and its start does not move behind today any more. */
  asked: boolean;
};
/** A leader's grant in force. */
export type RosterLeader = { id: string; personId: string; unitId: string };

export type Roster = {
  units: readonly RosterUnit[];
  people: readonly RosterPerson[];
  duos: readonly RosterDuo[];
  leaders: readonly RosterLeader[];
};

/** Whether something with this end, or a line of a file that gives it, is over on a day. */
export function isOver({ endedOn }: { endedOn?: string | null | undefined }, today: string): boolean {
  return typeof endedOn === "string" && endedOn <= today;
}

/** Whether a duo ends before its start: then it never begins. */
export function neverBegin({ startedOn, endedOn }: Pick<RosterDuo, "startedOn" | "endedOn">): boolean {
  return endedOn !== null && endedOn < startedOn;
}

/** Whether one thing goes on after the day on which another ends: after that day, or today where it has come. */
export function outlasts(one: Ending, { endedOn }: Ending, today: string): boolean {
  return endedOn !== null && !isOver(one, endedOn > today ? endedOn : today);
}
export type Ending = { endedOn: string | null };

/** Names on the way to each unit, root first, by the unit's id. */
export function pathsOf(units: readonly RosterUnit[]): Map<string, string[]> {
  const names = new Map(units.map(({ id, name }) => [id, name]));
  return new Map(units.map(({ id, lineage }) => [id, lineage.map((one) => names.get(one) ?? "")]));
}

import { isVisible } from "../domain/characters";
import { warnOfDamage } from "./damaged-name";
import { complain, type Draft, differences, endAction, fileLineOf, noLine } from "./draft";
import { isOver, type RosterPerson } from "./roster";
import type { PersonLine } from "./rows";

/**
 * The id that the first admin has until a file or somebody gives them one. To replace it is what every new organization
 * does, so that it counts as no change of an id.
 */
const FOUNDERS_ID = "founder";

export type PlannedPerson = RosterPerson & { isNew: boolean; row?: PersonLine };
export type PeoplePlan = {
  /** By external id, after the import. */
  people: ReadonlyMap<string, PlannedPerson>;
  byId: ReadonlyMap<string, PlannedPerson>;
  writes: PlannedPerson[];
  /** How many addresses and how many external ids of people who were there before change. */
  changedAddresses: number;
  changedIds: number;
};

/**
 * What the lines about people ask for. A person is found by their external id, or by their address where the id is new
 * and nobody else of the files has the old one: then the id changes. The address of somebody who ever signed in stays
 * and the new one waits for their confirmation; that of somebody else stays while they have a role, and while a
 * partner's answers could be read by it.
 */
export function planPeople(draft: Draft): PeoplePlan {
  const { roster, rows, options } = draft;
  const before = new Map(roster.people.map((person) => [person.id, person]));
  const all = roster.people.map((person): PlannedPerson => ({ ...person, isNew: false }));
  const byExternalId = new Map(all.map((person) => [person.externalId, person]));
  const byAddress = new Map(all.map((person) => [person.email.toLowerCase(), person]));
  const inFiles = new Set(rows.person.map(({ externalId }) => externalId));
  for (const row of rows.person) {
    if (complainOfErased(draft, row)) continue;
    warnOfDamage(draft, row, { column: "name", name: row.name });
    warnOfDamage(draft, row, { column: "given_name", name: row.givenName });
    const known = byExternalId.get(row.externalId);
    const sameAddress = row.email === undefined ? undefined : byAddress.get(row.email);
    const renamed = !known && sameAddress && !sameAddress.row && !inFiles.has(sameAddress.externalId);
    const person = known ?? (renamed ? sameAddress : newPerson(draft, row, all));
    if (!person) continue;
    if (person.row) {
      complain(draft, "twice", { at: row, value: row.externalId, otherLine: person.row.line });
      continue;
    }
    if (renamed)
      complain(draft, "person-id-changes", { at: row, value: `${person.externalId} → ${row.externalId}` });
    byExternalId.delete(person.externalId);
    byExternalId.set(row.externalId, person);
    applyRow(draft, person, row);
  }
  if (options.complete && options.kinds.has("person")) {
    for (const person of all)
      if (!person.row && !isOver(person, options.today)) person.endedOn = options.today;
  }
  checkAddresses(draft, all);
  checkSelf(draft, all);
  const writes = all.filter((person) => listChange(draft, person, before.get(person.id)));
  const changed = (differs: (was: RosterPerson, is: PlannedPerson) => boolean) =>
    all.filter((person) => !person.isNew && differs(before.get(person.id)!, person)).length;
  return {
    people: byExternalId,
    byId: new Map(all.map((person) => [person.id, person])),
    writes,
    changedAddresses: changed(
      (was, is) =>
        was.email !== is.email || (is.pendingEmail !== null && was.pendingEmail !== is.pendingEmail),
    ),
    changedIds: changed((was, is) => was.externalId !== is.externalId && was.externalId !== FOUNDERS_ID),
  };
}

function newPerson(draft: Draft, row: PersonLine, all: PlannedPerson[]): PlannedPerson | undefined {
  if (isOver(row, draft.options.today)) {
    complain(draft, "ended-unknown", { at: row, value: row.externalId });
    return undefined;
  }
  const { name, email } = row;
  if (name === undefined) complain(draft, "required", { at: row, column: "name", value: row.externalId });
  if (email === undefined) complain(draft, "required", { at: row, column: "email", value: row.externalId });
  if (name === undefined || email === undefined) {
    draft.rows.faultyPeople.add(row.externalId);
    return undefined;
  }
  const person: PlannedPerson = {
    id: draft.options.newId(),
    externalId: row.externalId,
    name,
    givenName: firstWord(name),
    email,
    pendingEmail: null,
    language: "en",
    timeZone: "",
    endedOn: null,
    signedIn: false,
    addressWaits: false,
    hasRole: false,
    isNew: true,
  };
  all.push(person);
  return person;
}

/** The first word of which something can be seen. */
const firstWord = (name: string) => name.split(" ").find(isVisible) ?? name;

function applyRow(draft: Draft, person: PlannedPerson, row: PersonLine): void {
  const { name } = row;
  // A given name that followed from the name follows the new one.
  const follows =
    row.givenName === undefined && name !== undefined && person.givenName === firstWord(person.name);
  person.row = row;
  person.externalId = row.externalId;
  person.givenName = row.givenName ?? (follows ? firstWord(name) : person.givenName);
  person.name = name ?? person.name;
  // A person who ever signed in has chosen language and time zone, or left them on purpose.
  if (!person.signedIn) {
    person.language = row.language ?? person.language;
    if (row.timeZone !== undefined) person.timeZone = row.timeZone ?? "";
  }
  if (row.endedOn !== undefined) person.endedOn = row.endedOn;
  if (row.email === undefined) return;
  if (row.email === person.email.toLowerCase()) person.pendingEmail = null;
  else if (person.hasRole && !person.signedIn) {
    complain(draft, "address-of-role", { at: row, value: person.name });
  } else if (person.addressWaits) complain(draft, "address-in-cycle", { at: row, value: person.name });
  else if (!person.signedIn) person.email = row.email;
  else {
    if (person.pendingEmail !== row.email) {
      complain(draft, "address-pending", { at: row, value: person.name });
    }
    person.pendingEmail = row.email;
  }
}

function checkAddresses(draft: Draft, people: readonly PlannedPerson[]): void {
  const owners = new Map<string, PlannedPerson>();
  const complainOf = (person: PlannedPerson, other: PlannedPerson, address: string) => {
    const line = person.row ?? other.row ?? noLine;
    complain(draft, "address-twice", {
      at: line,
      value: address,
      otherLine: (person.row && other.row)?.line,
    });
  };
  for (const person of people) {
    for (const address of new Set([person.email.toLowerCase(), person.pendingEmail])) {
      if (address === null) continue;
      const other = owners.get(address);
      if (other && (person.row || other.row)) complainOf(person, other, address);
      owners.set(address, person);
    }
    const given = person.row?.email;
    if (given !== undefined && draft.options.addressesElsewhere.has(given)) {
      complain(draft, "address-elsewhere", { at: person.row!, value: given });
    }
  }
}

/** Refuses to end the admin who imports: they could not undo it. */
function checkSelf(draft: Draft, people: readonly PlannedPerson[]): void {
  const self = people.find(({ id }) => id === draft.options.selfId);
  if (self && self.endedOn !== null) {
    complain(draft, "self-ends", { at: self.row ?? noLine, value: self.externalId });
  }
}

const fields = [
  "externalId",
  "name",
  "givenName",
  "email",
  "pendingEmail",
  "language",
  "timeZone",
  "endedOn",
] as const;

/** Lists what becomes of a person; false where nothing does. */
function listChange(draft: Draft, person: PlannedPerson, before: RosterPerson | undefined): boolean {
  const { today } = draft.options;
  const item = {
    kind: "person" as const,
    key: person.externalId,
    name: person.name,
    ...fileLineOf(person.row),
  };
  if (!before) {
    draft.items.push({ ...item, action: "add" });
    return true;
  }
  const changes = differences<RosterPerson>(before, person, fields);
  if (changes.length === 0) return false;
  const ends = endAction(isOver(before, today), isOver(person, today));
  const reason = ends === "end" ? (person.row ? "line" : "missing") : undefined;
  draft.items.push({ ...item, action: ends ?? "change", changes, ...(reason && { reason }) });
  return true;
}

/** Refuses a line that has the id or the address of somebody who was erased: no file brings them back. */
function complainOfErased(draft: Draft, row: PersonLine): boolean {
  const { erased } = draft.options;
  if (erased?.has(row.externalId)) {
    complain(draft, "person-erased", { at: row, column: "person_id", value: row.externalId });
    return true;
  }
  if (row.email === undefined || !erased?.has(row.email)) return false;
  complain(draft, "address-erased", { at: row, column: "email", value: row.email });
  return true;
}

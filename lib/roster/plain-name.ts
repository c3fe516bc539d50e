import type { Roster } from "./roster";

/** Blanks at which no line may break: spreadsheets and web pages put them into names, where nobody sees a difference. */
const fixedBlanks = /[\u00a0\u2007\u202f]/g;

/** A text with ordinary blanks, and none around it. */
export const plainBlanks = (text: string): string => text.replace(fixedBlanks, " ").trim();

/** A name as cells are read: two names that look the same are the same then. */
const plainName = (name: string): string => plainBlanks(name).normalize("NFC");

const plainId = (id: string | null) => (id === null ? null : plainName(id));

/** The roster with its names and ids as cells are read, however they were stored, so that files are compared with them. */
export function withPlainNames({ units, people, duos, leaders }: Roster): Roster {
  return {
    units: units.map((unit) => ({
      ...unit,
      name: plainName(unit.name),
      externalId: plainId(unit.externalId),
    })),
    people: people.map((person) => ({
      ...person,
      externalId: plainName(person.externalId),
      name: plainName(person.name),
      givenName: plainName(person.givenName),
    })),
    duos: duos.map((duo) => ({
      ...duo,
      externalId: plainId(duo.externalId),
      displayName: plainName(duo.displayName),
    })),
    leaders,
  };
}

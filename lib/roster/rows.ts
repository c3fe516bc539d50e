import type { PairType } from "../domain/pair-types";
import { type LineReader, lineReader } from "./cells";
import type { RecordKind } from "./columns";
import type { FileLine, RosterProblem } from "./problems";
import type { Line } from "./read-lines";

// In every row `undefined` leaves what is there, and `null` empties it.
export type UnitLine = FileLine & {
  externalId?: string;
  path: readonly string[];
  platform?: boolean;
  endedOn?: string | null;
};
export type PersonLine = FileLine & {
  externalId: string;
  name?: string;
  givenName?: string;
  email?: string;
  language?: string;
  /** Null stands for the organization's zone. */
  timeZone?: string | null;
  endedOn?: string | null;
};
export type DuoLine = FileLine & {
  externalId?: string;
  displayName?: string;
  ic: string;
  manager: string;
  path?: readonly string[];
  pairType?: PairType | null;
  icGrade?: number | null;
  managerGrade?: number | null;
  lineManager?: boolean;
  teamSize?: number | null;
  startedOn?: string;
  paused?: boolean;
  endedOn?: string | null;
};
export type LeaderLine = FileLine & { person: string; path: readonly string[]; endedOn?: string | null };

export type Rows = {
  unit: UnitLine[];
  person: PersonLine[];
  duo: DuoLine[];
  leader: LeaderLine[];
  /** External ids of people whose own line has an error. */
  faultyPeople: Set<string>;
  problems: RosterProblem[];
};

const grades = [0, 100] as const;
const teamSizes = [1, 10_000] as const;

/** Lines as rows of their kind. A line with a cell that cannot be read gives no row: nothing of it is guessed. */
export function readRows(lines: readonly Line[]): Rows {
  const rows: Rows = { unit: [], person: [], duo: [], leader: [], faultyPeople: new Set(), problems: [] };
  for (const line of lines) {
    readers[line.kind](lineReader(line, rows.problems), rows);
  }
  return rows;
}

const readers: Record<RecordKind, (read: LineReader, rows: Rows) => void> = {
  unit(read, { unit }) {
    read.required("unit");
    const row = {
      ...read.place,
      externalId: read.id("unit_id"),
      path: read.path("unit"),
      platform: read.yesNo("platform") ?? undefined,
      endedOn: read.day("ended_on"),
    };
    if (!read.isFaulty()) unit.push({ ...row, path: row.path! });
  },
  person(read, { person, faultyPeople }) {
    read.required("person_id");
    const row = {
      ...read.place,
      externalId: read.id("person_id"),
      name: read.name("name"),
      givenName: read.name("given_name"),
      email: read.address("email"),
      language: read.language("language"),
      timeZone: read.timeZone("time_zone"),
      endedOn: read.day("ended_on"),
    };
    if (!read.isFaulty()) person.push({ ...row, externalId: row.externalId! });
    else if (row.externalId !== undefined) faultyPeople.add(row.externalId);
  },
  duo(read, { duo }) {
    read.required("ic_id");
    read.required("manager_id");
    const row = {
      ...read.place,
      externalId: read.id("duo_id"),
      displayName: read.name("duo"),
      ic: read.id("ic_id"),
      manager: read.id("manager_id"),
      path: read.path("unit"),
      pairType: read.pairType("pair_type"),
      icGrade: read.whole("ic_grade", grades),
      managerGrade: read.whole("manager_grade", grades),
      lineManager: read.yesNo("line_manager") ?? undefined,
      teamSize: read.whole("team_size", teamSizes),
      startedOn: read.day("started_on") ?? undefined,
      paused: read.yesNo("paused") ?? undefined,
      endedOn: read.day("ended_on"),
    };
    if (!read.isFaulty()) duo.push({ ...row, ic: row.ic!, manager: row.manager! });
  },
  leader(read, { leader }) {
    read.required("person_id");
    read.required("unit");
    const row = {
      ...read.place,
      person: read.id("person_id"),
      path: read.path("unit"),
      endedOn: read.day("ended_on"),
    };
    if (!read.isFaulty()) leader.push({ ...row, person: row.person!, path: row.path! });
  },
};

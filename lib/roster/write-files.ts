import { byteOrderMark, csvRecord } from "../csv/csv";
import { allColumns, columnsOf, type RecordKind, type RosterColumn, recordKinds } from "./columns";
import { isOver, pathsOf, type Roster } from "./roster";
import { writePath } from "./unit-path";

type CellValues = Partial<Record<RosterColumn, string | number | boolean | null>>;
type FileRecord = { kind: RecordKind; cells: CellValues };

const cellText = (value: CellValues[RosterColumn]) =>
  value === true ? "yes" : value === false ? "no" : String(value ?? "");

/** Some records as a file: of one kind without the column that names it, of all kinds with it. */
function writeFile(records: readonly FileRecord[], kind?: RecordKind): string {
  const columns: readonly RosterColumn[] = kind ? columnsOf[kind] : allColumns;
  const lines = records
    .filter((record) => !kind || record.kind === kind)
    .map((record) =>
      csvRecord(columns.map((column) => cellText({ record: record.kind, ...record.cells }[column]))),
    );
  return byteOrderMark + csvRecord(columns) + lines.join("");
}

/**
 * The present roster as a file that imports back without a change, with what is over left out: of one kind, or all four
 * in one file.
 */
export function writeRoster(roster: Roster, today: string, kind?: RecordKind): string {
  return writeFile(
    recordKinds.flatMap((one) => recordsOf[one](roster, today)),
    kind,
  );
}

/** A unit, a person or a duo as the cells of its line, also when it is over; undefined where it is not there. */
export function cellsOf(
  roster: Roster,
  kind: Exclude<RecordKind, "leader">,
  id: string,
): Partial<Record<RosterColumn, string>> | undefined {
  const beforeEverything = "0000-00-00";
  const isIt = (row: { id: string }) => row.id === id;
  const above = new Set(roster.units.find(isIt)?.lineage);
  const alone: Record<typeof kind, Roster> = {
    // With the units above it, which its path names; it comes last.
    unit: { ...roster, units: roster.units.filter((unit) => above.has(unit.id)) },
    person: { ...roster, people: roster.people.filter(isIt) },
    duo: { ...roster, duos: roster.duos.filter(isIt) },
  };
  const record = recordsOf[kind](alone[kind], beforeEverything).at(-1);
  const cells = Object.entries(record?.cells ?? {}).map(([column, value]) => [column, cellText(value)]);
  return record && Object.fromEntries(cells);
}

const recordsOf: Record<RecordKind, (roster: Roster, today: string) => FileRecord[]> = {
  unit: ({ units }, today) => {
    const paths = pathsOf(units);
    return units
      .filter((unit) => !isOver(unit, today))
      .toSorted((a, b) => a.lineage.length - b.lineage.length)
      .map(({ id, externalId, platform, endedOn }) => ({
        kind: "unit",
        cells: { unit_id: externalId, unit: writePath(paths.get(id)!), platform, ended_on: endedOn },
      }));
  },
  person: ({ people }, today) =>
    people
      .filter((person) => !isOver(person, today))
      .map((person) => ({
        kind: "person",
        cells: {
          person_id: person.externalId,
          name: person.name,
          given_name: person.givenName,
          email: person.pendingEmail ?? person.email,
          language: person.language,
          time_zone: person.timeZone,
          ended_on: person.endedOn,
        },
      })),
  duo: ({ duos, people, units }, today) => {
    const [ids, paths] = [new Map(people.map(({ id, externalId }) => [id, externalId])), pathsOf(units)];
    return duos
      .filter((duo) => !isOver(duo, today) && ids.has(duo.icId) && ids.has(duo.managerId))
      .map((duo) => ({
        kind: "duo",
        cells: {
          duo_id: duo.externalId,
          duo: duo.displayName,
          ic_id: ids.get(duo.icId),
          manager_id: ids.get(duo.managerId),
          unit: writePath(paths.get(duo.unitId)!),
          pair_type: duo.pairType,
          ic_grade: duo.icGrade,
          manager_grade: duo.managerGrade,
          line_manager: duo.lineManager,
          team_size: duo.teamSize,
          started_on: duo.startedOn,
          paused: duo.paused,
          ended_on: duo.ownEndedOn,
        },
      }));
  },
  leader: ({ leaders, people, units }) => {
    const [ids, paths] = [new Map(people.map(({ id, externalId }) => [id, externalId])), pathsOf(units)];
    return leaders
      .filter(({ personId }) => ids.has(personId))
      .map(({ personId, unitId }) => ({
        kind: "leader",
        cells: { person_id: ids.get(personId), unit: writePath(paths.get(unitId)!) },
      }));
  },
};

/** Two lines of each kind, to be overwritten. */
const examples: readonly FileRecord[] = [
  { kind: "unit", cells: { unit_id: "U1", unit: "Engineering", platform: false } },
  { kind: "unit", cells: { unit_id: "U2", unit: "Engineering / Platform", platform: true } },
  {
    kind: "person",
    cells: {
      person_id: "E1001",
      name: "Ada Example",
      email: "ada@company.example",
      time_zone: "Europe/Paris",
    },
  },
  {
    kind: "person",
    cells: { person_id: "E1002", name: "Bo Example", email: "bo@company.example", time_zone: "Europe/Paris" },
  },
  {
    kind: "person",
    cells: { person_id: "E1003", name: "Cy Example", email: "cy@company.example", time_zone: "Europe/Paris" },
  },
  {
    kind: "duo",
    cells: {
      duo_id: "D1",
      ic_id: "E1001",
      manager_id: "E1002",
      unit: "Engineering / Platform",
      pair_type: "tech-lead-em",
      ic_grade: 5,
      manager_grade: 5,
      line_manager: true,
      team_size: 8,
      started_on: "2026-01-12",
    },
  },
  { kind: "leader", cells: { person_id: "E1003", unit: "Engineering" } },
];

/** A file to fill in: its columns, with made-up lines. */
export function writeTemplate(kind?: RecordKind): string {
  return writeFile(examples, kind);
}

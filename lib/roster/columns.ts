/** What a line of a roster file is about, in the order in which lines are worked through. */
export const recordKinds = ["unit", "person", "duo", "leader"] as const;
export type RecordKind = (typeof recordKinds)[number];

/** The columns of each kind, in the order in which files are written. */
export const columnsOf = {
  unit: ["unit_id", "unit", "platform", "ended_on"],
  person: ["person_id", "name", "given_name", "email", "language", "time_zone", "ended_on"],
  duo: [
    "duo_id",
    "duo",
    "ic_id",
    "manager_id",
    "unit",
    "pair_type",
    "ic_grade",
    "manager_grade",
    "line_manager",
    "team_size",
    "started_on",
    "paused",
    "ended_on",
  ],
  leader: ["person_id", "unit", "ended_on"],
} as const satisfies Record<RecordKind, readonly string[]>;

/** The column that says what a line is about, in a file that holds several kinds. */
export const recordColumn = "record";
export type RosterColumn = (typeof columnsOf)[RecordKind][number] | typeof recordColumn;

/** Columns without which a file of a kind says nothing. */
export const requiredColumns: Readonly<Record<RecordKind, readonly RosterColumn[]>> = {
  unit: ["unit"],
  person: ["person_id"],
  duo: ["ic_id", "manager_id"],
  leader: ["person_id", "unit"],
};

/** Every column once: those of a file with all kinds. */
export const allColumns: readonly RosterColumn[] = [
  recordColumn,
  ...new Set(recordKinds.flatMap((kind): readonly RosterColumn[] => columnsOf[kind])),
];

/** Other names under which the columns leave the usual personnel systems, without case, blanks and signs. */
const otherNames: Partial<Record<RosterColumn, readonly string[]>> = {
  record: ["recordtype", "rowtype"],
  person_id: [
    "externalid",
    "employeeid",
    "employeenumber",
    "employeeno",
    "workerid",
    "staffid",
    "leaderid",
    "id",
  ],
  name: ["fullname", "personname", "displayname"],
  given_name: ["firstname", "preferredname"],
  email: ["mail", "emailaddress", "workemail", "businessemail"],
  language: ["locale", "lang"],
  time_zone: ["tz", "timezonename"],
  unit_id: ["orgunitid", "departmentid", "teamid"],
  unit: ["path", "unitpath", "orgunit", "department", "team"],
  platform: ["isplatform"],
  duo: ["duoname"],
  ic_id: ["techid", "techleadid", "icpersonid"],
  manager_id: ["managerpersonid", "engineeringmanagerid", "emid"],
  pair_type: ["pair", "pairing"],
  ic_grade: ["techgrade"],
  line_manager: ["islinemanager"],
  started_on: ["startdate", "started", "start"],
  ended_on: ["enddate", "ended", "end", "terminationdate"],
};

const plain = (header: string) => header.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
const known = new Map<string, RosterColumn>(
  allColumns.flatMap((column): [string, RosterColumn][] =>
    [column, ...(otherNames[column] ?? [])].map((name) => [plain(name), column]),
  ),
);

/** The column that a header means, however it is spelled, or undefined. */
export function columnNamed(header: string): RosterColumn | undefined {
  return known.get(plain(header));
}

/** What a file's lines are about, by its columns; undefined where only each line's `record` can say. */
export function kindOfFile(columns: ReadonlySet<RosterColumn>): RecordKind | undefined {
  if (columns.has(recordColumn)) return undefined;
  if (columns.has("ic_id") || columns.has("manager_id") || columns.has("duo_id")) return "duo";
  if (columns.has("email") || columns.has("name")) return "person";
  if (columns.has("person_id")) return columns.has("unit") ? "leader" : "person";
  return "unit";
}

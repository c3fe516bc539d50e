import { accountData } from "./account";
import { duoData } from "./duos";
import type { Field, PersonalTable, Reason } from "./field";
import { resultData } from "./results";

/**
 * Every table that says something about a person, by its name in the database, with an entry for each of its columns. A
 * test compares it with the schema, so that a new table or column needs an entry here or a reason in `withoutPeople`.
 */
export const personalData = { ...accountData, ...duoData, ...resultData } as const;

export type PersonalTableName = keyof typeof personalData;
/** Every table that holds something of a person, by name. */
export const personalTables = Object.keys(personalData) as PersonalTableName[];

type Fields<Name extends PersonalTableName> = (typeof personalData)[Name]["fields"];
/** The columns of a table that the person reads; those for which the dictionary has words. */
export type ShownField<Name extends PersonalTableName> = {
  [Column in keyof Fields<Name>]: Fields<Name>[Column] extends { shown: true } ? Column : never;
}[keyof Fields<Name>] &
  string;

/** Tables whose rows the person reads, and those of which they are told only what is stored. */
export type ShownTableName = {
  [Name in PersonalTableName]: (typeof personalData)[Name]["rows"]["by"] extends "none" ? never : Name;
}[PersonalTableName];
/** Whether a person is shown rows of the table. */
export const isShown = (name: PersonalTableName): name is ShownTableName =>
  personalData[name].rows.by !== "none";
/** The tables of which a person is shown rows. */
export const shownTables = personalTables.filter(isShown);

/** The columns of a table that the person reads, in the order of the entries. */
export function shownFields(name: PersonalTableName): string[] {
  const { fields }: PersonalTable = personalData[name];
  return Object.entries(fields)
    .filter(([, field]) => field.shown)
    .map(([column]) => column);
}

/** Columns that are not shown, with the reason. Numbers that only tie rows together are left out. */
export function unshownFields(name: PersonalTableName): { column: string; reason: Reason }[] {
  const { fields }: PersonalTable = personalData[name];
  return Object.entries(fields).flatMap(([column, field]: [string, Field]) =>
    field.shown || field.reason === "link" ? [] : [{ column, reason: field.reason }],
  );
}

/** Tables that say nothing about a person, with what they hold. */
export const withoutPeople: Readonly<Record<string, string>> = {
  installation: "what kind of installation this is",
  organizations: "the organization",
  units: "the units of the organization",
  cycles: "when cycles open and close",
  cycle_units: "the units as they were when a cycle opened",
  instrument_versions: "versions of the questions",
  custom_questions: "questions of the organization's own, without answers",
  cycle_questions: "which of them a cycle asks",
  organization_keys: "the organization's wrapped data key",
  schedules: "when cycles open by themselves",
  planned_cycles: "the next cycles",
  job_runs: "how jobs went",
  audit_seals: "hashes of the audit log's rows",
  audit_chains: "how far the audit log is sealed",
  publications: "when a cycle was published",
  published_links: "how new wordings were linked, over all people",
  published_constants: "constants of the engine, over all duos",
  published_health: "how the survey works, over 30 people or more",
  published_unit_counts: "counts of duos of a unit",
  published_drivers: "what goes with impact, over all duos",
  published_cells: "rough figures of units",
  passkey_challenges: "random values that a passkey signs once, for five minutes",
  setup_links: "links to the first run, before there is anybody",
};

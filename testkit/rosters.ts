import { expect } from "vitest";
import { planImport } from "@/lib/roster/plan";
import { readLines } from "@/lib/roster/read-lines";
import type { Roster, RosterDuo, RosterPerson, RosterUnit } from "@/lib/roster/roster";
import { readRows } from "@/lib/roster/rows";

export const today = "2026-11-25";

export function unit(id: string, parent?: RosterUnit, more: Partial<RosterUnit> = {}): RosterUnit {
  const lineage = [...(parent?.lineage ?? []), id];
  return {
    id,
    externalId: null,
    parentId: parent?.id ?? null,
    name: id,
    platform: false,
    lineage,
    endedOn: null,
    ...more,
  };
}
export const person = (id: string, more: Partial<RosterPerson> = {}): RosterPerson => ({
  id,
  externalId: `E${id}`,
  name: `${id} Example`,
  givenName: id,
  email: `${id.toLowerCase()}@example.test`,
  pendingEmail: null,
  language: "en",
  timeZone: "",
  endedOn: null,
  signedIn: false,
  addressWaits: false,
  hasRole: false,
  ...more,
});
export const duo = (
  id: string,
  [icId, managerId]: [string, string],
  more: Partial<RosterDuo> = {},
): RosterDuo => ({
  id,
  externalId: id,
  displayName: id,
  icId,
  managerId,
  unitId: "Eng",
  pairType: "tech-lead-em",
  icGrade: null,
  managerGrade: null,
  lineManager: false,
  teamSize: null,
  startedOn: "2025-01-01",
  paused: false,
  // An end without a word of whose it is is the duo's own.
  ownEndedOn: more.endedOn ?? null,
  endedOn: null,
  asked: false,
  ...more,
});

export const root = unit("Acme");
export const eng = unit("Eng", root, { externalId: "U1" });
const core = unit("Core", eng, { externalId: "U2" });
const sales = unit("Sales", root);
const letters = ["A", "B", "C", "D", "E", "F", "Self"];
export const roster: Roster = {
  units: [root, eng, core, sales],
  people: letters.map((id) => person(id)),
  duos: [
    duo("d1", ["A", "B"]),
    duo("d2", ["C", "D"], { unitId: "Core" }),
    duo("d3", ["E", "F"], { unitId: "Sales" }),
  ],
  leaders: [{ id: "g1", personId: "B", unitId: "Eng" }],
};

export type Given = { files: string[]; on?: Roster; complete?: boolean; elsewhere?: string[] };
export function plan({ files, on = roster, complete = false, elsewhere = [] }: Given) {
  const read = readLines(files.map((text) => ({ name: "x.csv", bytes: new TextEncoder().encode(text) })));
  expect(read.problems).toEqual([]);
  let made = 0;
  const rows = readRows(read.lines);
  return planImport(on, rows, {
    today,
    selfId: "Self",
    complete,
    kinds: read.kinds,
    newId: () => `new${++made}`,
    addressesElsewhere: new Set(elsewhere),
  });
}
export const told = (given: Given) =>
  plan(given).items.map(({ kind, action, name, reason }) =>
    [kind, action, name, reason].filter(Boolean).join(" "),
  );
/** The roster in which the admin who imports leads these units. */
export const leading = (...unitIds: string[]): Roster => ({
  ...roster,
  leaders: unitIds.map((unitId) => ({ id: `own ${unitId}`, personId: "Self", unitId })),
});
export const complaints = (given: Given) => plan(given).problems.map(({ code }) => code);

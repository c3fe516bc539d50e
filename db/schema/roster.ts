import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { addressChangeStates, type ImportSummary, importStates } from "@/lib/domain/roster-imports";
import type { DraftItem } from "@/lib/roster/draft";
import type { RosterProblem } from "@/lib/roster/problems";
import { appInsert, appSelect, functionPolicies, isAdmin, ofErased, viewerPerson } from "../policies/viewer";
import { instant, instantNow, isAddress, isName, listed, orgId, sessionPerson } from "./columns";
import { organizations, people } from "./organizations";

const bytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/**
 * One import of a roster, from its first file to its end. `step_import` alone moves it on. What it holds of people
 * (files, list of changes, problems) leaves with the step that ends it; the counts stay.
 */
export const rosterImports = pgTable(
  "roster_imports",
  {
    orgId: orgId().references(() => organizations.id),
    id: uuid("id").notNull(),
    createdBy: sessionPerson("created_by").notNull(),
    createdAt: instantNow("created_at"),
    state: text("state", { enum: importStates }).notNull().default("receiving"),
    /** Whether what the files do not name ends. */
    complete: boolean("complete").notNull(),
    /** In percent, and when it last moved: work that stands still was cut off. */
    progress: smallint("progress").notNull().default(0),
    movedAt: instantNow("moved_at"),
    summary: jsonb("summary").$type<ImportSummary>(),
    items: jsonb("items").$type<readonly DraftItem[]>(),
    problems: jsonb("problems").$type<readonly RosterProblem[]>(),
    /** Of the list of changes: what is done must be what was shown. */
    fingerprint: text("fingerprint"),
    /** Why the last attempt was not carried out; a code. */
    failure: text("failure"),
    finishedAt: instant("finished_at"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({ columns: [t.orgId, t.createdBy], foreignColumns: [people.orgId, people.id] }),
    index("roster_imports_newest").on(t.orgId, t.createdAt),
    uniqueIndex("roster_imports_one_applies").on(t.orgId).where(sql`${t.state} = 'applying'`),
    check("roster_imports_state", sql`${t.state} in (${listed(importStates)})`),
    check("roster_imports_progress", sql`${t.progress} between 0 and 100`),
    check(
      "roster_imports_end_holds_nobody",
      sql`(${t.state} in ('applied', 'discarded')) = (${t.finishedAt} is not null) and (${t.finishedAt} is null or num_nonnulls(${t.items}, ${t.problems}) = 0)`,
    ),
    appSelect("roster_imports_admin_reads", isAdmin),
    appInsert("roster_imports_admin_begins", sql`${isAdmin} and created_by = ${viewerPerson}`),
    // The worker's function discards what was left lying, over all organizations.
    ...functionPolicies("roster_imports", ["select", "update"], sql`true`),
  ],
);

/** The uploaded files of an import that has not ended. */
export const rosterImportFiles = pgTable(
  "roster_import_files",
  {
    orgId: orgId(),
    importId: uuid("import_id").notNull(),
    number: integer("number").notNull(),
    name: text("name").notNull(),
    content: bytes("content").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.importId, t.number] }),
    foreignKey({
      columns: [t.orgId, t.importId],
      foreignColumns: [rosterImports.orgId, rosterImports.id],
    }),
    check("roster_import_files_number", sql`${t.number} between 1 and 20`),
    check("roster_import_files_name", sql`${isName(t.name)} and char_length(${t.name}) <= 200`),
    check("roster_import_files_size", sql`octet_length(${t.content}) <= 20971520`),
    appSelect("roster_import_files_admin_reads", isAdmin),
    appInsert(
      "roster_import_files_admin_adds",
      sql`import_id in (select i.id from roster_imports i where i.org_id = roster_import_files.org_id and i.state = 'receiving' and i.created_by = ${viewerPerson})`,
    ),
    ...functionPolicies("roster_import_files", ["select", "delete"], sql`true`),
  ],
);

/** A sign-in address that an admin gave somebody who has one: it waits until that person confirms it. */
export const addressChanges = pgTable(
  "address_changes",
  {
    orgId: orgId().references(() => organizations.id),
    id: uuid("id").notNull(),
    personId: uuid("person_id").notNull(),
    newAddress: text("new_address").notNull(),
    requestedBy: sessionPerson("requested_by"),
    requestedAt: instantNow("requested_at"),
    state: text("state", { enum: addressChangeStates }).notNull().default("pending"),
    decidedAt: instant("decided_at"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({ columns: [t.orgId, t.personId], foreignColumns: [people.orgId, people.id] }),
    uniqueIndex("address_changes_one_waits").on(t.orgId, t.personId).where(sql`${t.state} = 'pending'`),
    check("address_changes_new_address", isAddress(t.newAddress)),
    check("address_changes_state", sql`${t.state} in (${listed(addressChangeStates)})`),
    check("address_changes_decided", sql`(${t.state} = 'pending') = (${t.decidedAt} is null)`),
    appSelect("address_changes_own", sql`person_id = ${viewerPerson}`),
    ...functionPolicies("address_changes", ["select", "insert", "update"]),
    ...functionPolicies("address_changes", ["delete"], ofErased("person_id")),
  ],
);

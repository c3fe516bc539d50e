import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  interval,
  pgPolicy,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { RETENTION_DEFAULT, RETENTION_LEAST, RETENTION_MOST } from "@/lib/domain/retention";
import {
  appInsert,
  appSelect,
  appUpdate,
  authRole,
  functionPolicies,
  isAdmin,
  ownerRole,
  publisherSelect,
  viewerOrg,
  viewerPerson,
  workerRole,
} from "../policies/viewer";
import { instant, instantNow, isAddress, isName, namesZone, orgId, sessionPerson, times } from "./columns";

const inRange = sql.raw(`between ${RETENTION_LEAST} and ${RETENTION_MOST}`);

/**
 * One row for the whole database: what kind of installation this is, the clock offset that only demo and test accept, and
 * when and how large the last backup is.
 */
export const installation = pgTable(
  "installation",
  {
    one: boolean("one").primaryKey().default(true),
    kind: text("kind", { enum: ["production", "demo", "test"] })
      .notNull()
      .default("production"),
    clockOffset: interval("clock_offset").notNull().default("0"),
    /** When `npm run backup` last wrote a whole file, in real time; never where. */
    backedUpAt: instant("backed_up_at"),
    backupBytes: bigint("backup_bytes", { mode: "number" }),
  },
  (t) => [
    check("installation_is_one", sql`${t.one}`),
    check("installation_backup_has_size", sql`(${t.backedUpAt} is null) = (${t.backupBytes} is null)`),
    check("installation_kind", sql`${t.kind} in ('production', 'demo', 'test')`),
    check("installation_real_clock", sql`${t.kind} <> 'production' or ${t.clockOffset} = interval '0'`),
  ],
);

export const organizations = pgTable(
  "organizations",
  {
    id: uuid("id").primaryKey(),
    name: text("name").notNull(),
    demo: boolean("demo").notNull().default(false),
    timeZone: text("time_zone").notNull().default("UTC"),
    createdAt: instant("created_at").notNull().defaultNow(),
    /** Months from the close of a cycle for which its raw answers are kept. */
    retentionMonths: smallint("retention_months").notNull().default(RETENTION_DEFAULT),
    /** A shorter time waits for a day: from `nextRetentionFrom` on it is the one in force. */
    nextRetentionMonths: smallint("next_retention_months"),
    nextRetentionFrom: instant("next_retention_from"),
    /**
     * Whether people with a role sign in with a passkey or the company's account alone; the trigger
     * `organizations_strong_sign_in` guards it.
     */
    strongSignIn: boolean("strong_sign_in").notNull().default(false),
  },
  (t) => [
    // A grapheme may be made of many characters: the form counts graphemes, and is no wider than this.
    check("organizations_name", sql`${isName(t.name)} and char_length(${t.name}) <= 1000`),
    check("organizations_time_zone", namesZone(t.timeZone)),
    check("organizations_retention", sql`${t.retentionMonths} ${inRange}`),
    check(
      "organizations_next_retention",
      sql`(${t.nextRetentionMonths} is null) = (${t.nextRetentionFrom} is null) and ${t.nextRetentionMonths} ${inRange} and ${t.nextRetentionMonths} < ${t.retentionMonths}`,
    ),
    pgPolicy("organizations_members_read", {
      for: "select",
      to: ["twofold_app", "twofold_publisher", "twofold_owner"],
      using: sql`id = ${viewerOrg}`,
    }),
    // The owner's functions ask whether any organization is there.
    pgPolicy("organizations_system_reads", {
      for: "select",
      to: ["twofold_auth", "twofold_worker", "twofold_owner"],
      using: sql`true`,
    }),
    pgPolicy("organizations_functions_insert", {
      for: "insert",
      to: ownerRole,
      withCheck: sql`id = ${viewerOrg}`,
    }),
    pgPolicy("organizations_functions_update", {
      for: "update",
      to: ownerRole,
      using: sql`id = ${viewerOrg}`,
      withCheck: sql`id = ${viewerOrg}`,
    }),
  ],
);

export const people = pgTable(
  "people",
  {
    orgId: orgId().references(() => organizations.id),
    id: uuid("id").notNull(),
    externalId: text("external_id").notNull(),
    name: text("name").notNull(),
    givenName: text("given_name").notNull(),
    email: text("email").notNull(),
    language: text("language").notNull().default("en"),
    timeZone: text("time_zone").notNull().default("UTC"),
    /** The signed-in user this person was bound to, once. */
    userId: uuid("user_id").unique(),
    boundAt: instant("bound_at"),
    /**
     * Since their company account was unlinked and until they sign in again, the address may not change: else an admin
     * who unlinks an account could hand it to somebody else. Kept by the trigger `people_address_held`.
     */
    addressHeldAt: instant("address_held_at"),
    erasedAt: instant("erased_at"),
    /** Of somebody who was erased: a hash of the external id, so that a file that still names it brings nobody back. */
    erasedDigest: text("erased_digest"),
    /** The same of the address, which an import refuses too. */
    erasedAddressDigest: text("erased_address_digest"),
    /** Whether the person gets reminders; each mail of that kind lets them be stopped. */
    reminders: boolean("reminders").notNull().default(true),
    /** From this day on the person takes part in nothing and cannot sign in. */
    endedOn: date("ended_on"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("people_external_id").on(t.orgId, t.externalId),
    // A user belongs to one organization, so an address does too.
    uniqueIndex("people_email").on(sql`lower(${t.email})`),
    appSelect(
      "people_self_partner_admin_read",
      sql`id = ${viewerPerson} or ${isAdmin} or id in (select unnest(array[d.ic_person_id, d.manager_person_id]) from duos d where d.org_id = ${viewerOrg} and ${viewerPerson} in (d.ic_person_id, d.manager_person_id))`,
    ),
    appUpdate("people_self_settings", sql`id = ${viewerPerson}`),
    pgPolicy("people_auth_reads", { for: "select", to: authRole, using: sql`true` }),
    pgPolicy("people_auth_binds", { for: "update", to: authRole, using: sql`true`, withCheck: sql`true` }),
    // Names in mails, and who wants reminders; the functions for the roster alone add people and change who they are.
    ...functionPolicies("people", ["select", "insert", "update"]),
    pgPolicy("people_worker_addresses", { for: "select", to: workerRole, using: sql`true` }),
    check(
      "people_erased_digest",
      sql`num_nonnulls(${t.erasedDigest}, ${t.erasedAddressDigest}) = 0 or ${t.erasedAt} is not null`,
    ),
    check("people_address", isAddress(t.email)),
    check("people_ids", sql`${t.erasedAt} is not null or ${isName(t.externalId)}`),
    index("people_erased").on(t.orgId, t.erasedDigest).where(sql`${t.erasedAt} is not null`),
    // Nobody gets the id that stands for another one on its way; whose own it is, the function that moves ids refuses.
    check(
      "people_external_id_moves",
      sql`${t.externalId} !~ '^moving ' or ${t.externalId} = 'moving ' || ${t.id}::text`,
    ),
    // As narrow as a language tag and the name of a time zone are; no name is the organization's zone.
    check("people_language", sql`${t.language} ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'`),
    times("people", { days: [t.endedOn], instants: [t.boundAt, t.addressHeldAt] }),
    check("people_names", sql`${t.erasedAt} is not null or (${isName(t.name)} and ${isName(t.givenName)})`),
    check("people_time_zone", sql`${t.timeZone} = '' or ${namesZone(t.timeZone)}`),
  ],
);

export const units = pgTable(
  "units",
  {
    orgId: orgId().references(() => organizations.id),
    id: uuid("id").notNull(),
    /** The id that the organization's own systems give the unit; null where they give none. */
    externalId: text("external_id"),
    parentId: uuid("parent_id"),
    name: text("name").notNull(),
    platform: boolean("platform").notNull().default(false),
    /** The unit and its ancestors, root first: what makes a scope check one array overlap. */
    lineage: uuid("lineage").array().notNull(),
    /** From this day on no cycle has the unit. */
    endedOn: date("ended_on"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({
      name: "units_parent",
      columns: [t.orgId, t.parentId],
      foreignColumns: [t.orgId, t.id] as [AnyPgColumn, AnyPgColumn],
    }),
    uniqueIndex("units_external_id").on(t.orgId, t.externalId),
    uniqueIndex("units_one_root").on(t.orgId).where(sql`${t.parentId} is null`),
    times("units", { days: [t.endedOn] }),
    check("units_name", isName(t.name)),
    check("units_ids", isName(t.externalId)),
    check("units_lineage_ends_here", sql`${t.lineage}[cardinality(${t.lineage})] = ${t.id}`),
    appSelect("units_members_read", sql`true`),
    ...functionPolicies("units", ["select", "insert", "update"]),
  ],
);

export const roleGrants = pgTable(
  "role_grants",
  {
    orgId: orgId().references(() => organizations.id),
    id: uuid("id").notNull(),
    personId: uuid("person_id").notNull(),
    role: text("role", { enum: ["member", "leader", "admin", "reviewer"] }).notNull(),
    unitId: uuid("unit_id"),
    grantedBy: sessionPerson("granted_by"),
    grantedAt: instantNow("granted_at"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({ columns: [t.orgId, t.personId], foreignColumns: [people.orgId, people.id] }),
    foreignKey({ columns: [t.orgId, t.unitId], foreignColumns: [units.orgId, units.id] }),
    index("role_grants_person").on(t.orgId, t.personId),
    times("role_grants", { instants: [t.revokedAt] }),
    check("role_grants_role", sql`${t.role} in ('member', 'leader', 'admin', 'reviewer')`),
    check("role_grants_leader_has_unit", sql`(${t.role} = 'leader') = (${t.unitId} is not null)`),
    // Who may read what is no secret to those it is about.
    appSelect("role_grants_members_read", sql`true`),
    appInsert(
      "role_grants_admin_grants",
      sql`${isAdmin} and granted_by = ${viewerPerson} and person_id <> ${viewerPerson}`,
    ),
    appUpdate("role_grants_admin_revokes", isAdmin, sql`${isAdmin} and revoked_at is not null`),
    publisherSelect("role_grants_publisher_reads"),
    ...functionPolicies("role_grants", ["select", "insert", "update"]),
    // A session is resolved to a viewer with its roles in one query.
    pgPolicy("role_grants_auth_reads", { for: "select", to: authRole, using: sql`true` }),
  ],
);

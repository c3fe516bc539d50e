import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { type AuditAction, auditActions, auditAreas } from "@/lib/domain/audit";
import { mailKinds } from "@/lib/domain/mail";
import {
  appInsert,
  appRole,
  appSelect,
  authRole,
  functionPolicies,
  inOrg,
  isAdmin,
  isReviewer,
  lately,
  ledUnits,
  ofErased,
  publisherInsert,
  publisherRole,
  viewerOrg,
  viewerPerson,
  workerRole,
} from "../policies/viewer";
import { instant, instantNow, orgId, sessionPerson, times } from "./columns";
import { organizations } from "./organizations";

const knownActions = sql.raw(
  Object.entries(auditActions)
    .map(([action, area]) => `('${action}', '${area}')`)
    .join(", "),
);

/**
 * What the product does not tell the two partners of a duo: that the other one withdrew their answers, and which leader
 * noted an action. A reviewer who is a partner does not read it in the log either.
 */
const keptFromPartners = sql`(action = 'answers.withdrawn' and actor_id in (select unnest(array[d.ic_person_id, d.manager_person_id]) from duos d where d.org_id = ${viewerOrg} and ${viewerPerson} in (d.ic_person_id, d.manager_person_id))) or (action in ('action.noted', 'action.taken-back') and subject_id in (select d.id from duos d where d.org_id = ${viewerOrg} and ${viewerPerson} in (d.ic_person_id, d.manager_person_id)))`;

/** Insert-only: nobody but the owner can change a row. It says who did what to which thing, never an answer. */
export const auditLog = pgTable(
  "audit_log",
  {
    orgId: orgId().references(() => organizations.id),
    id: uuid("id").notNull(),
    at: instantNow("at"),
    /** The session's person; null when the system acted. */
    actorId: sessionPerson("actor_id"),
    action: text("action").$type<AuditAction>().notNull(),
    /** `program` rows are what admins may read of themselves; the rest is the reviewer's. */
    area: text("area", { enum: auditAreas }).notNull(),
    subjectId: uuid("subject_id"),
    detail: jsonb("detail").$type<Record<string, string | number | boolean | null>>().notNull().default({}),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index("audit_log_time").on(t.orgId, t.at),
    // Whose address was set, which is asked when a duo begins.
    index("audit_log_addresses_set").on(t.orgId, t.subjectId, t.at).where(sql`${t.action} = 'address.set'`),
    check("audit_log_known_action", sql`(${t.action}, ${t.area}) in (${knownActions})`),
    appSelect(
      "audit_log_reviewer_reads",
      sql`(${isReviewer} or (${isAdmin} and area = 'program')) and not (${keptFromPartners})`,
    ),
    // What one did oneself; what others did about a person stays the reviewer's.
    appSelect("audit_log_own_acts_read", sql`actor_id = ${viewerPerson}`),
    // Under one's own name, and only that rows were read or given out, which the database cannot see: all else has its line
    // by a function or a trigger.
    appInsert(
      "audit_log_actor_writes",
      sql`actor_id = ${viewerPerson} and (action = 'own-data.exported' or (${isAdmin} and action in ('roster.exported', 'audit.exported')) or ((area = 'reading' and action not in ('action.noted', 'action.taken-back') or action = 'insights.exported') and ${ledUnits} is not null) or (action = 'audit.exported' and ${isReviewer}))`,
    ),
    pgPolicy("audit_log_auth_writes", {
      for: "insert",
      to: authRole,
      // Without an actor the administrator of the server did it, and that is one act only.
      withCheck: sql`${inOrg} and area = 'access' and (actor_id = ${viewerPerson} or (actor_id is null and action = 'identity.unlinked'))`,
    }),
    publisherInsert("audit_log_publisher_writes"),
    // It streams what is sealed, and `npm run audit:verify` checks it.
    pgPolicy("audit_log_worker_reads", { for: "select", to: workerRole, using: sql`true` }),
    ...functionPolicies("audit_log", ["select", "insert"]),
  ],
);

/** Mail waiting to be sent, written in the transaction that causes it. A second row with the same key is not inserted. */
export const outbox = pgTable(
  "outbox",
  {
    orgId: orgId().references(() => organizations.id),
    id: uuid("id").notNull(),
    kind: text("kind", { enum: mailKinds }).notNull(),
    /** What this mail is about in one string, such as its kind, cycle and person: the kind comes first. */
    key: text("key").notNull(),
    personId: uuid("person_id").notNull(),
    payload: jsonb("payload").$type<Record<string, string>>().notNull(),
    /** Of a reminder: its calendar day in the reader's zone. A person gets one a day, whatever it is about. */
    day: date("day"),
    /** When it was written, in real time like the other times of this table. */
    queuedAt: instant("queued_at").notNull().defaultNow(),
    dueAt: instant("due_at").notNull().defaultNow(),
    sentAt: instant("sent_at"),
    failedAt: instant("failed_at"),
    attempts: integer("attempts").notNull().default(0),
    lastError: text("last_error"),
    /**
     * Of a mail to somebody who has not signed in: a digest of the address to which it went, as long as no other one is set;
     * then `elsewhere`, and the mail is queued once more. Its payload stays until they sign in.
     */
    sentTo: text("sent_to"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("outbox_key").on(t.orgId, t.key),
    index("outbox_waiting")
      .on(sql`(${t.kind} <> 'sign-in')`, t.dueAt)
      .where(sql`${t.sentAt} is null and ${t.failedAt} is null`),
    uniqueIndex("outbox_one_reminder_a_day").on(t.orgId, t.personId, t.day).where(sql`${t.day} is not null`),
    // What somebody was told of a duo, a partner or their address before, which is asked when a duo begins, ends or ends on
    // another day, and when an address is set.
    index("outbox_pauses")
      .on(t.orgId, t.personId)
      .where(
        sql`${t.kind} in ('duo-resumed', 'duo-paused', 'duo-ended', 'partner-address-set', 'address-set')`,
      ),
    // What goes once more when another address is set.
    index("outbox_sent_to").on(t.orgId, t.personId).where(sql`${t.sentTo} is not null`),
    times("outbox", { days: [t.day], instants: [t.dueAt, t.sentAt, t.failedAt] }),
    // So that no kind of mail takes the key of another one before it is written.
    check("outbox_key_of_kind", sql`${t.key} like ${t.kind} || ':%'`),
    check(
      "outbox_sent_to",
      sql`${t.sentTo} is null or (${t.sentTo} ~ '^([0-9a-f]{64}|elsewhere)$' and (${t.sentAt} is not null or ${t.failedAt} is not null))`,
    ),
    check("outbox_reminder_has_day", sql`(${t.kind} in ('reminder', 'nudge')) = (${t.day} is not null)`),
    // Not who was told that their partner answered; and no reminder for an admin who reads duos as a leader: it would
    // say which of the two is missing. Nor what became of an invitation to a partner of the admin, or to people of duos
    // that they read as a leader: it is given up when its reader has declined.
    appSelect(
      "outbox_admin_reads",
      sql`${isAdmin} and (kind in ('cycle-published', 'cycle-withdrawn', 'partner-replaced', 'new-partner', 'duo-ended', 'duo-paused', 'duo-resumed', 'new-reader', 'role-granted', 'role-ended', 'address-change', 'partner-address-set', 'identity-unlinked') or ((kind in ('cycle-opened', 'cycle-cancelled') or (kind in ('reminder', 'nudge') and ${lately} is null)) and person_id not in (select own_and_led_people())))`,
    ),
    // What was mailed to oneself, and when.
    appSelect("outbox_own_read", sql`person_id = ${viewerPerson}`),
    ...functionPolicies("outbox", ["select", "insert", "update"]),
    // Mails to somebody who was erased, and those of others that still have words, which may name them.
    ...functionPolicies(
      "outbox",
      ["delete"],
      sql`(${ofErased("person_id")}) or (${inOrg} and payload <> '{}'::jsonb)`,
    ),
    pgPolicy("outbox_auth_queues", {
      for: "insert",
      to: authRole,
      withCheck: sql`kind in ('sign-in', 'identity-unlinked', 'passkey-added', 'passkey-removed')`,
    }),
    pgPolicy("outbox_publisher_queues", {
      for: "insert",
      to: publisherRole,
      withCheck: sql`${inOrg} and kind = 'cycle-published'`,
    }),
    pgPolicy("outbox_worker_sends", { for: "select", to: workerRole, using: sql`true` }),
    pgPolicy("outbox_worker_marks", {
      for: "update",
      to: workerRole,
      using: sql`true`,
      withCheck: sql`true`,
    }),
  ],
);

/** Counters of changes by persons, which the app counts; all others count tries to sign in, and are the auth role's. */
const ofWrites = sql`key like 'write:%'`;

/** Counters of rate-limiter-flexible: they hold across nodes. Each role reaches its own limits. */
export const rateLimits = pgTable(
  "rate_limits",
  {
    key: text("key").primaryKey(),
    points: integer("points").notNull().default(0),
    expire: bigint("expire", { mode: "number" }),
  },
  () => [
    pgPolicy("rate_limits_app_counts", { for: "all", to: appRole, using: ofWrites, withCheck: ofWrites }),
    pgPolicy("rate_limits_auth_counts", {
      for: "all",
      to: authRole,
      using: sql`not (${ofWrites})`,
      withCheck: sql`not (${ofWrites})`,
    }),
  ],
);

import { sql } from "drizzle-orm";
import { bigint, check, pgPolicy, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { chainFaults } from "@/lib/domain/audit-chain";
import { functionPolicies, workerRole } from "../policies/viewer";
import { instant, listed, orgId } from "./columns";
import { organizations } from "./organizations";

/**
 * The hash chain over an organization's audit log: a link for each row, in the order of sealing (docs/audit-log.md).
 * Insert-only, and only seal_audit() inserts. Without a foreign key to the log: the chain says which row is missing.
 */
export const auditSeals = pgTable(
  "audit_seals",
  {
    orgId: orgId().references(() => organizations.id),
    /** From 1, without a gap. */
    number: bigint("number", { mode: "number" }).notNull(),
    rowId: uuid("row_id").notNull(),
    sealedAt: instant("sealed_at").notNull(),
    /** Of the row's content, and of that together with the link before; SHA-256 in hexadecimal digits. */
    rowHash: text("row_hash").notNull(),
    hash: text("hash").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.number] }),
    unique("audit_seals_row").on(t.orgId, t.rowId),
    check("audit_seals_hashes", sql`${t.rowHash} ~ '^[0-9a-f]{64}$' and ${t.hash} ~ '^[0-9a-f]{64}$'`),
    pgPolicy("audit_seals_worker_reads", { for: "select", to: workerRole, using: sql`true` }),
    ...functionPolicies("audit_seals", ["select", "insert"]),
  ],
);

/**
 * How far an organization's log is sealed, streamed and checked. Written by seal_audit(), mark_audit_streamed() and
 * note_audit_check() alone.
 */
export const auditChains = pgTable(
  "audit_chains",
  {
    orgId: orgId()
      .primaryKey()
      .references(() => organizations.id),
    /** When the job last ran: what was committed by then is sealed. */
    sealedUntil: instant("sealed_until").notNull(),
    /** The number of the last link that AUDIT_STREAM has. */
    streamed: bigint("streamed", { mode: "number" }).notNull().default(0),
    /** When the last check of the whole chain began; null before the first. */
    checkedAt: instant("checked_at"),
    /** The last link that it looked at, 0 for an empty chain, and that link's hash: pages go on from there. */
    checkedNumber: bigint("checked_number", { mode: "number" }),
    checkedHash: text("checked_hash"),
    /** What was wrong first, until a later check of the whole finds nothing. */
    fault: text("fault", { enum: chainFaults }),
    faultNumber: bigint("fault_number", { mode: "number" }),
    faultRow: uuid("fault_row"),
  },
  (t) => [
    check(
      "audit_chains_checked",
      sql`(${t.checkedAt} is null) = (${t.checkedNumber} is null) and (coalesce(${t.checkedNumber}, 0) = 0) = (${t.checkedHash} is null)`,
    ),
    check(
      "audit_chains_fault",
      sql`(${t.fault} is not null and ${t.fault} in (${listed(chainFaults)}) and ${t.checkedAt} is not null) or num_nulls(${t.fault}, ${t.faultNumber}, ${t.faultRow}) = 3`,
    ),
    pgPolicy("audit_chains_worker_reads", { for: "select", to: workerRole, using: sql`true` }),
    ...functionPolicies("audit_chains", ["select", "insert", "update"]),
  ],
);

import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { functionPolicies, ownerRole } from "../policies/viewer";
import { instantNow, orgId } from "./columns";

/**
 * Who was erased, and whose answers of which survey were withdrawn (those rows name cycle and duo), and where that stands in
 * the ledger outside the database: the line's number from 1 and its hash. Lines of all organizations are one ledger. Without
 * foreign keys: a backup may be older than the organization, the person or the cycle of a line.
 */
export const erasures = pgTable(
  "erasures",
  {
    orgId: orgId(),
    personId: uuid("person_id").notNull(),
    /** Of a withdrawal; null where the person was erased. */
    cycleId: uuid("cycle_id"),
    duoId: uuid("duo_id"),
    erasedAt: instantNow("erased_at"),
    position: bigint("position", { mode: "number" }).notNull(),
    hash: text("hash").notNull(),
    /** The file is known to have the line: one without it is an older file, and never behind the database. */
    filed: boolean("filed").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.position] }),
    uniqueIndex("erasures_one_of_person").on(t.orgId, t.personId).where(sql`${t.cycleId} is null`),
    check("erasures_whole_survey", sql`(${t.cycleId} is null) = (${t.duoId} is null)`),
    // Of all organizations, because the ledger is one. No role reads them but through erasure_position().
    pgPolicy("erasures_functions_select", { for: "select", to: ownerRole, using: sql`true` }),
    ...functionPolicies("erasures", ["insert", "update"]),
  ],
);

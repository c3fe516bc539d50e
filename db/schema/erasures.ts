import { sql } from "drizzle-orm";
import { bigint, pgPolicy, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { functionPolicies, ownerRole } from "../policies/viewer";
import { instantNow, orgId } from "./columns";

/**
 * Who was erased, and where that stands in the ledger outside the database: the line's number from 1 and its hash. Lines of
 * all organizations are one ledger. Without foreign keys: a backup may be older than the organization or the person of a line.
 */
export const erasures = pgTable(
  "erasures",
  {
    orgId: orgId(),
    personId: uuid("person_id").notNull(),
    erasedAt: instantNow("erased_at"),
    position: bigint("position", { mode: "number" }).notNull(),
    hash: text("hash").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.personId] }),
    unique("erasures_position").on(t.orgId, t.position),
    // Of all organizations, because the ledger is one. No role reads them but through erasure_position().
    pgPolicy("erasures_functions_select", { for: "select", to: ownerRole, using: sql`true` }),
    ...functionPolicies("erasures", ["insert"]),
  ],
);

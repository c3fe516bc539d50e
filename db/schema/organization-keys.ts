import { sql } from "drizzle-orm";
import { customType, pgPolicy, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { appSelect, functionPolicies, ownerRole, publisherSelect } from "../policies/viewer";
import { organizations } from "./organizations";

/** Encrypted bytes: written and read by db/encryption, never looked into by SQL. */
export const sealed = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/**
 * The data key of each organization, wrapped with the master key, which is never in the database. Only the owner
 * writes here: when an organization is founded, and when a rotation wraps the keys anew.
 */
export const organizationKeys = pgTable(
  "organization_keys",
  {
    orgId: uuid("org_id")
      .primaryKey()
      .references(() => organizations.id),
    /** Which master key opens `wrapped`: the start of its SHA-256. */
    masterId: text("master_id").notNull(),
    wrapped: sealed("wrapped").notNull(),
  },
  () => [
    appSelect("organization_keys_members_read", sql`true`),
    publisherSelect("organization_keys_publisher_reads"),
    // For master_key_ids(), which runs with the owner's rights and names the master keys of all organizations.
    pgPolicy("organization_keys_functions_select", { for: "select", to: ownerRole, using: sql`true` }),
    ...functionPolicies("organization_keys", ["insert"]),
    // For `npm run keys -- rotate`, which so needs no table without its policies.
    pgPolicy("organization_keys_owner_rewraps", {
      for: "update",
      to: ownerRole,
      using: sql`true`,
      withCheck: sql`true`,
    }),
  ],
);

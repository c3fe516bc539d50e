import { sql } from "drizzle-orm";
import {
  check,
  integer,
  pgPolicy,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { signInMethods } from "@/lib/domain/sign-in-methods";
import { authRole, functionPolicies, viewerOrg, viewerPerson } from "../policies/viewer";
import { instant, times } from "./columns";

// next-auth's tables. They hold no organization; only the auth role reaches them.
const authOnly = (table: string) => [
  pgPolicy(`${table}_auth_only`, { for: "all", to: authRole, using: sql`true`, withCheck: sql`true` }),
];

/** The user that the session's person is bound to: all that `own_account` finds of signing in. */
const ofViewer = (user: string) =>
  sql`${sql.raw(user)} = (select p.user_id from people p where p.org_id = ${viewerOrg} and p.id = ${viewerPerson})`;

/** Users of people who were erased in the session's organization. */
const ofErasedUser = (user: string) =>
  sql`${sql.raw(user)} in (select p.user_id from people p where p.org_id = ${viewerOrg} and p.erased_at is not null)`;

/** Codes and links that were mailed to an address of somebody who was erased, as long as their row has it. */
const ofErasedAddress = sql`identifier in (select lower(p.email) from people p where p.org_id = ${viewerOrg} and p.erased_at is not null)`;

export const users = pgTable(
  "users",
  {
    id: uuid("id").primaryKey(),
    name: text("name"),
    /** The address of the first sign-in. The person's own may have changed since, and counts alone. */
    email: text("email").notNull(),
    emailVerified: timestamp("email_verified", { mode: "date", withTimezone: true }),
    image: text("image"),
  },
  (t) => [
    times("users", { instants: [t.emailVerified] }),
    ...authOnly("users"),
    ...functionPolicies("users", ["select"], sql`${ofViewer("id")} or ${ofErasedUser("id")}`),
    ...functionPolicies("users", ["delete"], ofErasedUser("id")),
  ],
);

export const accounts = pgTable(
  "accounts",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    type: text("type").notNull(),
    provider: text("provider").notNull(),
    providerAccountId: text("provider_account_id").notNull(),
    refresh_token: text("refresh_token"),
    access_token: text("access_token"),
    expires_at: integer("expires_at"),
    token_type: text("token_type"),
    scope: text("scope"),
    id_token: text("id_token"),
    session_state: text("session_state"),
  },
  (t) => [
    primaryKey({ columns: [t.provider, t.providerAccountId] }),
    // A person is bound to one subject of a provider, also when two come at the same moment.
    unique("accounts_one_subject").on(t.userId, t.provider),
    ...authOnly("accounts"),
    ...functionPolicies("accounts", ["select"], ofViewer("user_id")),
  ],
);

export const sessions = pgTable(
  "sessions",
  {
    /** SHA-256 of the cookie's token: a dump opens no session. */
    sessionToken: text("session_token").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    expires: timestamp("expires", { mode: "date", withTimezone: true }).notNull(),
    createdAt: timestamp("created_at", { mode: "date", withTimezone: true }).notNull().defaultNow(),
    /** By what it was opened. No role may change it: signing in again opens another session. */
    method: text("method", { enum: signInMethods }).notNull().default("email"),
  },
  (t) => [
    times("sessions", { instants: [t.createdAt, t.expires] }),
    check(
      "sessions_method",
      sql`${t.method} in (${sql.raw(signInMethods.map((way) => `'${way}'`).join(", "))})`,
    ),
    ...authOnly("sessions"),
    ...functionPolicies("sessions", ["select"], ofViewer("user_id")),
  ],
);

export const verificationTokens = pgTable(
  "verification_tokens",
  {
    identifier: text("identifier").notNull(),
    /** Hashed. */
    token: text("token").notNull(),
    expires: timestamp("expires", { mode: "date", withTimezone: true }).notNull(),
    /** Hash of the six-digit code mailed beside the link, and how often it was tried. */
    codeHash: text("code_hash"),
    attempts: smallint("attempts").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.identifier, t.token] }),
    uniqueIndex("verification_tokens_token").on(t.token),
    times("verification_tokens", { instants: [t.expires] }),
    ...authOnly("verification_tokens"),
    ...functionPolicies("verification_tokens", ["select", "delete"], ofErasedAddress),
  ],
);

/**
 * One-time links that `npm start` prints while nobody has signed in yet: they lead the first person through the set-up.
 * The first one that is used ends them all.
 */
export const setupLinks = pgTable(
  "setup_links",
  {
    /** SHA-256 of the link's token: a dump opens none. */
    tokenHash: text("token_hash").primaryKey(),
    expires: instant("expires").notNull().default(sql`now() + interval '24 hours'`),
  },
  () => [
    pgPolicy("setup_links_auth_reads", { for: "select", to: authRole, using: sql`true` }),
    pgPolicy("setup_links_auth_makes", { for: "insert", to: authRole, withCheck: sql`true` }),
    ...functionPolicies("setup_links", ["select", "delete"], sql`true`),
  ],
);

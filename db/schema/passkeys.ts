import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  foreignKey,
  index,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { PASSKEY_NAME_MOST } from "@/lib/domain/passkeys";
import { appSelect, authRole, functionPolicies, inOrg, ofErased, viewerPerson } from "../policies/viewer";
import { instant, instantNow, isName, orgId, times } from "./columns";
import { people } from "./organizations";

/** Rows of the person for whom the sign-in role acts. */
const ofActor = sql`${inOrg} and person_id = ${viewerPerson}`;

/**
 * Passkeys (WebAuthn credentials) that people sign in with. The app's role reads the names of its person's own; the sign-in
 * role finds one by its credential id before anybody is signed in, and writes for the person of the session alone.
 */
export const passkeys = pgTable(
  "passkeys",
  {
    orgId: orgId(),
    id: uuid("id").notNull(),
    personId: uuid("person_id").notNull(),
    /** As the authenticator named it, in base64url. */
    credentialId: text("credential_id").notNull(),
    /** COSE, in base64url. */
    publicKey: text("public_key").notNull(),
    /** How often the authenticator says it was used; 0 where it does not count. */
    counter: bigint("counter", { mode: "number" }).notNull(),
    /** How a browser reaches the authenticator, as it said itself: words with blanks between them. */
    transports: text("transports").notNull(),
    /** What its person calls it. */
    name: text("name").notNull(),
    createdAt: instantNow("created_at"),
    lastUsedAt: instant("last_used_at"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({ columns: [t.orgId, t.personId], foreignColumns: [people.orgId, people.id] }),
    unique("passkeys_credential").on(t.credentialId),
    index("passkeys_person").on(t.orgId, t.personId),
    check(
      "passkeys_name",
      sql`${isName(t.name)} and char_length(${t.name}) <= ${sql.raw(String(PASSKEY_NAME_MOST))}`,
    ),
    check("passkeys_transports", sql`char_length(${t.transports}) <= 200`),
    times("passkeys", { instants: [t.lastUsedAt] }),
    check("passkeys_counter", sql`${t.counter} >= 0`),
    check("passkeys_credential_size", sql`char_length(${t.credentialId}) between 16 and 1400`),
    appSelect("passkeys_own_read", sql`person_id = ${viewerPerson}`),
    pgPolicy("passkeys_auth_finds", { for: "select", to: authRole, using: sql`true` }),
    pgPolicy("passkeys_auth_adds", { for: "insert", to: authRole, withCheck: ofActor }),
    pgPolicy("passkeys_auth_changes", { for: "update", to: authRole, using: ofActor, withCheck: ofActor }),
    pgPolicy("passkeys_auth_removes", { for: "delete", to: authRole, using: ofActor }),
    // Whether an admin who asks others for one has one.
    ...functionPolicies("passkeys", ["select"], sql`(${ofActor}) or (${ofErased("person_id")})`),
    ...functionPolicies("passkeys", ["delete"], ofErased("person_id")),
  ],
);

/**
 * Challenges that a browser was given and has not answered. Each works once, for five minutes; the hash is over the
 * challenge, what it is for and for whom, so that it can be answered for nothing else.
 */
export const passkeyChallenges = pgTable(
  "passkey_challenges",
  {
    hash: text("hash").primaryKey(),
    expires: instant("expires").notNull().default(sql`now() + interval '5 minutes'`),
  },
  () => [
    pgPolicy("passkey_challenges_auth_reads", { for: "select", to: authRole, using: sql`true` }),
    pgPolicy("passkey_challenges_auth_makes", { for: "insert", to: authRole, withCheck: sql`true` }),
    pgPolicy("passkey_challenges_auth_uses", { for: "delete", to: authRole, using: sql`true` }),
  ],
);

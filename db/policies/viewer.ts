import { type SQL, sql } from "drizzle-orm";
import { pgPolicy, pgRole } from "drizzle-orm/pg-core";

export const ownerRole = pgRole("twofold_owner").existing();
export const appRole = pgRole("twofold_app").existing();
export const authRole = pgRole("twofold_auth").existing();
export const publisherRole = pgRole("twofold_publisher").existing();
export const workerRole = pgRole("twofold_worker").existing();

// After a transaction an unset setting reads '', not null; the sub-select makes it one evaluation per statement.
export const viewerOrg = sql.raw("(select nullif(current_setting('twofold.org_id', true), '')::uuid)");
export const viewerPerson = sql.raw("(select nullif(current_setting('twofold.person_id', true), '')::uuid)");

export const inOrg = sql`org_id = ${viewerOrg}`;
export const isAdmin = sql.raw("(select viewer_is('admin'))");
export const isReviewer = sql.raw("(select viewer_is('reviewer'))");
/** Array of the units the viewer leads; null when none, so that `&&` is never true. */
export const ledUnits = sql.raw("(select viewer_units())");
/**
 * The same with those whose grant ended in this very transaction, which can still be rolled back: for what leaders may not
 * read.
 */
export const lately = sql.raw("(select units_led_lately())");
/** Cycle and duo pairs in which the viewer is one of the two partners. */
export const ownDuoCycles = sql`(cycle_id, duo_id) in (select dc.cycle_id, dc.duo_id from duo_cycles dc where dc.org_id = ${viewerOrg} and ${viewerPerson} in (dc.ic_person_id, dc.manager_person_id))`;

/** Duos of which the viewer is one of the two partners. */
export const ownDuos = sql`duo_id in (select d.id from duos d where d.org_id = ${viewerOrg} and ${viewerPerson} in (d.ic_person_id, d.manager_person_id))`;
/** Duos of the viewer that have not ended. A function, because a trigger checks it again after it locked the duo. */
export const living = sql`duo_id in (select l.duo_id from living_duos() l)`;
/** Rows of the organization about a cycle that is open. */
export const inOpenCycle = sql`${inOrg} and cycle_id in (select c.id from cycles c where c.org_id = ${viewerOrg} and c.state = 'open')`;

/** Not of duos whose rows the viewer reads as a leader: what is said of one side would tell who of the two is silent. */
export const notReadAsLeader = sql`(${lately} is null or (cycle_id, duo_id) not in (select dc.cycle_id, dc.duo_id from duo_cycles dc join cycle_units u on u.org_id = dc.org_id and u.cycle_id = dc.cycle_id and u.unit_id = dc.unit_id where dc.org_id = ${viewerOrg} and u.lineage && ${lately}))`;

/**
 * Duos of the viewer that take their answers now. A function, because triggers ask the same again under the lock of the
 * duo's cycle (docs/decisions/0024).
 */
export const takesAnswers = sql`(cycle_id, duo_id) in (select w.cycle_id, w.duo_id from writable_duos() w)`;

type Rule = { using?: SQL; withCheck?: SQL };

export const appSelect = (name: string, using: SQL) =>
  pgPolicy(name, { for: "select", to: appRole, using: sql`${inOrg} and (${using})` });
export const appInsert = (name: string, withCheck: SQL) =>
  pgPolicy(name, { for: "insert", to: appRole, withCheck: sql`${inOrg} and (${withCheck})` });
export const appUpdate = (name: string, using: SQL, withCheck: SQL = using) =>
  pgPolicy(name, {
    for: "update",
    to: appRole,
    using: sql`${inOrg} and (${using})`,
    withCheck: sql`${inOrg} and (${withCheck})`,
  });
export const appDelete = (name: string, using: SQL) =>
  pgPolicy(name, { for: "delete", to: appRole, using: sql`${inOrg} and (${using})` });

export const publisherSelect = (name: string, using: SQL = inOrg) =>
  pgPolicy(name, { for: "select", to: publisherRole, using });
export const publisherInsert = (name: string, withCheck: SQL = inOrg) =>
  pgPolicy(name, { for: "insert", to: publisherRole, withCheck });
export const publisherUpdate = (name: string, rule: Rule = { using: inOrg, withCheck: inOrg }) =>
  pgPolicy(name, { for: "update", to: publisherRole, ...rule });

type Command = "select" | "insert" | "update" | "delete";

/**
 * What the functions that run with the owner's rights reach in a table: row-level security is forced, so without
 * these policies they would find nothing. They are bound to the organization of the session like everybody else.
 */
export const functionPolicies = (table: string, commands: readonly Command[], rows: SQL = inOrg) =>
  commands.map((command) =>
    pgPolicy(`${table}_functions_${command}`, {
      for: command,
      to: ownerRole,
      ...(command !== "insert" && { using: rows }),
      ...(command !== "select" && command !== "delete" && { withCheck: rows }),
    }),
  );

/** Rows of people who were erased: all that the functions of the erasure remove beside withdrawn answers. */
export const ofErased = (person: string) =>
  sql`${inOrg} and ${sql.raw(person)} in (select p.id from people p where p.org_id = ${viewerOrg} and p.erased_at is not null)`;

/** Rows of duos in which somebody was erased. */
export const ofErasedDuo = (duo: string) =>
  sql`${inOrg} and ${sql.raw(duo)} in (select d.id from duos d join people p on p.org_id = d.org_id and p.id in (d.ic_person_id, d.manager_person_id) where d.org_id = ${viewerOrg} and p.erased_at is not null)`;

/** What the publisher may do with the rows it publishes: read and write them, never change them. */
export const inOrgPublisher = (table: string) => [
  publisherSelect(`${table}_publisher_reads`),
  publisherInsert(`${table}_publisher_writes`),
];

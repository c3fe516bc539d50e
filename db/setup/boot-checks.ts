import type pg from "pg";
import journal from "../migrations/meta/_journal.json";
import { loudSetting, quietLog } from "./server-log";

/** PostgreSQL 15.18, as `server_version_num` says it. */
const oldestServer = 150018;
const durability = ["fsync", "full_page_writes", "synchronous_commit"] as const;

/** The version as people write it: 150017 is "15.17". */
export const serverVersion = (number: number) => `${Math.trunc(number / 10_000)}.${number % 10_000}`;

/** A reason not to serve; its message says what an administrator should do. */
export class NotBootable extends Error {}

type Facts = {
  version: number;
  role: string;
  superuser: boolean;
  bypasses: boolean;
  member: string | null;
  owned: string | null;
  temporary: boolean;
  log: Record<keyof typeof quietLog, string>;
  explains: string | null;
  settings: readonly string[];
} & Record<(typeof durability)[number], string>;

/** The newest migration of this build: its time in ms, as the journal and the database both record it; 0 for none. */
export const migrationHead = Math.max(0, ...journal.entries.map((entry: { when: number }) => entry.when));

/** Whether the database has exactly the migrations that this build was made for. */
export async function isAtMigrationHead(client: Pick<pg.ClientBase, "query">): Promise<boolean> {
  const { rows } = await client.query<{ applied: string | null }>(
    "select max(created_at) as applied from drizzle.__drizzle_migrations",
  );
  return Number(rows[0]!.applied) === migrationHead;
}

/**
 * Throws `NotBootable` for a database that cannot keep the product's promises: a server too old, commits that are not
 * durable, a role that policies do not bind, a log that would quote what people type, or a schema of another version.
 * `mayOwn` names a schema whose objects the role may own.
 */
export async function assertBootable(client: Pick<pg.ClientBase, "query">, mayOwn = ""): Promise<void> {
  const { rows } = await client.query<Facts>(
    `select current_setting('server_version_num')::int as version,
       current_setting('fsync') as fsync,
       current_setting('full_page_writes') as full_page_writes,
       current_setting('synchronous_commit') as synchronous_commit,
       r.rolname as role, r.rolsuper as superuser, r.rolbypassrls as bypasses,
       (select other.rolname from pg_roles other
        where other.oid <> r.oid and other.rolname <> 'pg_database_owner' and pg_has_role(r.oid, other.oid, 'member') limit 1) as member,
       (select o.identity from pg_shdepend d, pg_identify_object(d.classid, d.objid, d.objsubid) o
        where d.refclassid = 'pg_authid'::regclass and d.refobjid = r.oid and d.deptype = 'o'
          and d.dbid in (0, (select oid from pg_database where datname = current_database()))
          and o.type <> 'default acl' and coalesce(o.schema, o.name) <> $1 limit 1) as owned,
       has_database_privilege(r.oid, current_database(), 'TEMPORARY') as temporary,
       (select jsonb_object_agg(name, current_setting(name)) from unnest($2::text[]) name) as log,
       current_setting('auto_explain.log_min_duration', true) as explains,
       array(select unnest(s.setconfig) from pg_db_role_setting s
         where s.setrole = r.oid and s.setdatabase in (0, (select oid from pg_database where datname = current_database()))) as settings
     from pg_roles r where r.rolname = session_user`,
    [mayOwn, Object.keys(quietLog)],
  );
  const facts = rows[0]!;
  if (facts.version < oldestServer) {
    throw new NotBootable(
      `PostgreSQL ${serverVersion(oldestServer)} or newer is needed; the server is ${serverVersion(facts.version)}.`,
    );
  }
  for (const name of durability) {
    if (facts[name] === "off") {
      throw new NotBootable(`The server must run with ${name} = on, or acknowledged answers may be lost.`);
    }
  }
  const refuse = (why: string) => {
    throw new NotBootable(
      `The role "${facts.role}" ${why}. Connect as the role made for this by \`npm run db:setup\`.`,
    );
  };
  if (facts.superuser) refuse("is a superuser, whom no policy binds");
  if (facts.bypasses) refuse("may bypass row-level security");
  if (facts.member) refuse(`is a member of "${facts.member}" and could take its rights`);
  if (facts.owned) refuse(`owns ${facts.owned}, and an owner can lift its policies`);
  if (facts.temporary) refuse("may create temporary tables, where a copy of what it reads would stay");
  refuseLoudLog(facts);
  refuseOwnSettings(facts);
  if (!(await isAtMigrationHead(client))) {
    throw new NotBootable("The database is not at this version's migration. Run `npm run db:migrate`.");
  }
}

/**
 * With what db/setup/roles.sql lets sessions of a role begin, beside a quiet log, whose values are looked at
 * by themselves.
 */
const settingsOf: Readonly<Record<string, readonly string[]>> = {
  twofold_app: ["idle_in_transaction_session_timeout=30s", "lock_timeout=60s"],
};

/** A role may change what its own sessions begin with: somebody who has its password has left something there for all. */
function refuseOwnSettings({ settings, role }: Facts): void {
  const isOurs = (setting: string) =>
    settingsOf[role]?.includes(setting) || Object.hasOwn(quietLog, setting.slice(0, setting.indexOf("=")));
  const foreign = settings.find((setting) => !isOurs(setting));
  const missing = settingsOf[role]?.find((setting) => !settings.includes(setting));
  if (foreign === undefined && missing === undefined) return;
  const what = foreign === undefined ? `do not begin with ${missing}` : `begin with ${foreign}`;
  throw new NotBootable(
    `Sessions of the role "${role}" ${what}, which Twofold did not set. Run \`npm run db:setup\`, which resets it and gives the roles new passwords: somebody who knows this one's may have changed it.`,
  );
}

function refuseLoudLog({ log, explains, role }: Facts): void {
  const loud = loudSetting(log);
  if (loud) {
    throw new NotBootable(
      `The server's log would quote what people type. Set ${loud} = ${quietLog[loud]} in the server's configuration, or let a superuser run \`npm run db:setup\`, which sets it for "${role}".`,
    );
  }
  if (explains !== null && explains !== "-1") {
    throw new NotBootable(
      "The server's log would quote what people type. Set auto_explain.log_min_duration = -1.",
    );
  }
}

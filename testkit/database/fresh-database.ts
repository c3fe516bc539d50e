import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { closePools } from "@/db/client";
import { createDatabase, withClient } from "@/db/setup/create-database";
import { type DatabaseUrls, loginRoles, roleUrls, urlVariable } from "@/db/setup/roles";

export type FreshDatabase = {
  name: string;
  urls: DatabaseUrls;
  /** Of the administrator, for arranging what no role of the product may. */
  adminUrl: string;
  /** A connection of the administrator. */
  admin: pg.Client;
  /** Another one, with triggers off. */
  arranger: pg.Client;
  /** Runs a statement as the administrator with triggers off, to arrange states that no legal transition reaches. */
  arrange(statement: string, values?: unknown[]): Promise<pg.QueryResult>;
};

/** Environment variables, because modules may be evaluated anew between two files of tests. */
const mutation = "TEST_DATABASE_MUTATION";
const usedNames = "TEST_DATABASE_USED";

/** Lets every database that is made from here on differ from the migrated one by a statement, or by none. */
export function mutateDatabases(statement = ""): void {
  process.env[mutation] = statement;
}

/** The tables and functions that were used in the database that was dropped last, once databases are mutated. */
export const usedInDropped = (): ReadonlySet<string> => new Set(process.env[usedNames]?.split(","));

/**
 * A migrated, empty database of kind `test` for the test file that calls this at its top, dropped after the last
 * test. Its members exist from the first hook or test on. The roles' URLs also go into the environment, where
 * `db/client` looks for them.
 */
export function freshDatabase(): FreshDatabase {
  const database = {} as FreshDatabase;
  beforeAll(async () => {
    Object.assign(database, await copyTemplate());
  });
  afterAll(async () => {
    await closePools();
    if (process.env[mutation] !== undefined) process.env[usedNames] = await namesOfUsed(database.admin);
    await database.admin.end();
    await database.arranger.end();
    const { adminUrl } = inject("testServer");
    await withClient(adminUrl, (client) => client.query(`drop database ${database.name} with (force)`));
  });
  return database;
}

async function copyTemplate(): Promise<FreshDatabase> {
  const { adminUrl, passwords } = inject("testServer");
  const urlOf = (database: string) => Object.assign(new URL(adminUrl), { pathname: `/${database}` }).href;
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await createDatabase(urlOf, name, { passwords, template: "twofold" });
  const urls = roleUrls(adminUrl, name, passwords);
  for (const role of loginRoles) process.env[urlVariable(role)] = urls[role];
  const admin = new pg.Client({ connectionString: urlOf(name) });
  const arranger = new pg.Client({
    connectionString: urlOf(name),
    options: "-c session_replication_role=replica",
  });
  await Promise.all([admin.connect(), arranger.connect()]);
  const statement = process.env[mutation];
  if (statement !== undefined)
    await admin.query(`alter database ${name} set track_functions = 'all'; ${statement}`);
  const arrange = (statement: string, values?: unknown[]) => arranger.query(statement, values);
  return { name, urls, adminUrl: urlOf(name), admin, arranger, arrange };
}

async function namesOfUsed(admin: pg.Client): Promise<string> {
  const { rows } = await admin.query<{ names: string }>(`select string_agg(name, ',') as names from (
    select relname as name from pg_stat_user_tables
      where coalesce(seq_scan, 0) + coalesce(idx_scan, 0) + n_tup_ins + n_tup_upd + n_tup_del > 0
    union select funcname from pg_stat_user_functions where calls > 0) used`);
  return rows[0]?.names ?? "";
}

import pg from "pg";
import { applyRoles, type RolePasswords } from "./roles";

/** Runs `work` on one connection of its own and closes it. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  // A connection that breaks fails the query that runs or comes next, which says so; unheard, it would end the process.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Creates a database unless it exists, in UTF-8 whatever the server's locale is, or as a copy of `template`, and applies the
 * roles to it.
 * `adminUrlOf` gives an administrator's URL for any database of the server. Calls at the same time take turns.
 */
export async function createDatabase(
  adminUrlOf: (database: string) => string,
  name: string,
  { passwords, template }: { passwords: RolePasswords; template?: string },
): Promise<void> {
  await withClient(adminUrlOf("postgres"), async (client) => {
    // Roles belong to the server: two sessions that change the same role would fail.
    await client.query("select pg_advisory_lock(hashtext('twofold create database'))");
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    if (!rowCount) {
      const like = template ? pg.escapeIdentifier(template) : "template0 encoding 'UTF8'";
      await client.query(`create database ${pg.escapeIdentifier(name)} template ${like}`);
    }
    await withClient(adminUrlOf(name), (own) => applyRoles(own, passwords));
  });
}

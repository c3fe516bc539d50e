import { readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";

/** Roles that sign in, in the order of the five URLs. */
export const loginRoles = ["app", "auth", "publisher", "worker", "migrate"] as const;
export type LoginRole = (typeof loginRoles)[number];
export type RolePasswords = Record<LoginRole, string>;
export type DatabaseUrls = Record<LoginRole, string>;

/** The environment variable that carries a role's URL; the app's has the plain name. */
export const urlVariable = (role: LoginRole) =>
  role === "app" ? "DATABASE_URL" : `DATABASE_URL_${role.toUpperCase()}`;

/** The statements of db/setup/roles.sql, without the lines meant for psql itself, with the passwords as literals. */
export async function rolesSql(passwords: RolePasswords): Promise<string> {
  const file = await readFile(path.join(import.meta.dirname, "roles.sql"), "utf8");
  return file
    .replace(/^\\.*$/gm, "")
    .replace(/:'(\w+)_password'/g, (_, role: LoginRole) => pg.escapeLiteral(passwords[role]));
}

/**
 * Creates the roles and sets the privileges of the database that `client` is connected to, as an administrator.
 * Safe to repeat.
 */
export async function applyRoles(client: pg.ClientBase, passwords: RolePasswords): Promise<void> {
  const sql = await rolesSql(passwords);
  await client.query("begin");
  try {
    await client.query(sql);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

/** The five URLs of a database, given any URL of the same server. */
export function roleUrls(server: string, database: string, passwords: RolePasswords): DatabaseUrls {
  const urlOf = (role: LoginRole) => {
    const url = new URL(server);
    url.username = `twofold_${role}`;
    url.password = encodeURIComponent(passwords[role]);
    url.pathname = `/${database}`;
    return url.href;
  };
  return Object.fromEntries(loginRoles.map((role) => [role, urlOf(role)])) as DatabaseUrls;
}

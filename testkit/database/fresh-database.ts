import { randomUUID } from "node:crypto";
import { inject } from "vitest";
import { createDatabase, withClient } from "@/db/setup/create-database";
import { type DatabaseUrls, loginRoles, roleUrls, urlVariable } from "@/db/setup/roles";

export type FreshDatabase = {
  name: string;
  urls: DatabaseUrls;
  /** Of the administrator, for arranging what no role of the product may. */
  adminUrl: string;
  drop(): Promise<void>;
};

/**
 * A migrated, empty database of kind `test` for one test file, copied from the run's template. The roles' URLs also
 * go into the environment, where `db/client` looks for them.
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  const { adminUrl, passwords } = inject("testServer");
  const urlOf = (database: string) => Object.assign(new URL(adminUrl), { pathname: `/${database}` }).href;
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await createDatabase(urlOf, name, passwords, "twofold");
  const urls = roleUrls(adminUrl, name, passwords);
  for (const role of loginRoles) process.env[urlVariable(role)] = urls[role];
  return {
    name,
    urls,
    adminUrl: urlOf(name),
    async drop() {
      await withClient(urlOf("postgres"), (client) => client.query(`drop database ${name} with (force)`));
    },
  };
}

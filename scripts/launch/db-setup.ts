import { randomBytes } from "node:crypto";
import { newMasterKey, newRolePasswords } from "@/db/embedded/secrets";
import { createDatabase } from "@/db/setup/create-database";
import { loginRoles, roleUrls, urlVariable } from "@/db/setup/roles";
import { commandLine } from "./command-line";
import { embeddedDatabase, tryUrl } from "./database";
import { withLifecycle } from "./lifecycle";
import { databaseUrlExample, databaseUrlSetting, SettingError } from "./settings";

const variable = "DATABASE_URL_ADMIN";

/**
 * `npm run db:setup -- NAME`: creates roles and database on the server of DATABASE_URL_ADMIN and prints, as lines for
 * .env, what the product needs to connect. Run again, it gives the roles new passwords. Without a server it sets up
 * the embedded database, which needs no such lines.
 */
export async function dbSetup(args: readonly string[]): Promise<void> {
  const [name = "twofold"] = commandLine(args, { usage: "npm run db:setup -- [NAME]", words: 1 }).words;
  const administrator = databaseUrlSetting(variable);
  if (!administrator) return setUpEmbedded();
  await tryUrl(variable, administrator);
  const passwords = newRolePasswords();
  const adminUrlOf = (database: string) =>
    Object.assign(new URL(administrator), { pathname: `/${database}` }).href;
  await createDatabase(adminUrlOf, name, { passwords });
  const urls = roleUrls(administrator, name, passwords);
  for (const role of loginRoles) console.log(`${urlVariable(role)}=${urls[role]}`);
  if (!process.env.TWOFOLD_MASTER_KEY) console.log(`TWOFOLD_MASTER_KEY=${newMasterKey()}`);
  if (!process.env.AUTH_SECRET) console.log(`AUTH_SECRET=${randomBytes(32).toString("base64url")}`);
}

async function setUpEmbedded(): Promise<void> {
  if (process.env.DATABASE_URL) {
    const why = "roles and database are created by an administrator of the server";
    throw new SettingError({ name: variable }, why, [databaseUrlExample(variable)]);
  }
  await withLifecycle(async (lifecycle) => {
    const { reach } = await embeddedDatabase(lifecycle);
    console.error(
      `The embedded database in ${reach.directory} is set up; every command finds it there. For a PostgreSQL server of yours set ${variable}, for example ${variable}=${databaseUrlExample(variable)}`,
    );
  });
}

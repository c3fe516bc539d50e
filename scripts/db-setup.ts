import { newRolePasswords } from "@/db/embedded/secrets";
import { createDatabase } from "@/db/setup/create-database";
import { loginRoles, roleUrls, urlVariable } from "@/db/setup/roles";

const administrator = process.env.DATABASE_URL_ADMIN;
if (!administrator) {
  throw new Error(
    "Set DATABASE_URL_ADMIN to the URL of an administrator who may create databases and roles.",
  );
}
const database = process.argv[2] ?? "twofold";
const passwords = newRolePasswords();
const adminUrlOf = (name: string) => Object.assign(new URL(administrator), { pathname: `/${name}` }).href;
await createDatabase(adminUrlOf, database, passwords);
const urls = roleUrls(administrator, database, passwords);
for (const role of loginRoles) console.log(`${urlVariable(role)}=${urls[role]}`);

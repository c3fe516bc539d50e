import type pg from "pg";
import { loginRoles } from "../setup/roles";
import { BackupRefused, type RoleFacts } from "./header";

type Connection = Pick<pg.ClientBase, "query">;

const productRoles = ["twofold_owner", ...loginRoles.map((role) => `twofold_${role}`)];

/** The product's roles on this server: who may sign in, and who could act as whom. */
export async function productRoleFacts(client: Connection): Promise<RoleFacts[]> {
  const { rows } = await client.query<RoleFacts>(
    `select r.rolname as name, r.rolcanlogin as login, r.rolsuper as superuser, r.rolbypassrls as "bypassesPolicies",
       r.rolinherit as inherits,
       array(select g.rolname::text from pg_auth_members m join pg_roles g on g.oid = m.roleid
         where m.member = r.oid order by 1) as "memberOf"
     from pg_roles r where r.rolname = any($1) order by r.rolname`,
    [productRoles],
  );
  return rows;
}

/** Throws `BackupRefused` unless this server has every role that the backup's server had, with the same rights. */
export async function assertSameRoles(client: Connection, wanted: readonly RoleFacts[]): Promise<void> {
  const present = new Map((await productRoleFacts(client)).map((role) => [role.name, JSON.stringify(role)]));
  const different = wanted.filter((role) => present.get(role.name) !== JSON.stringify(role));
  if (different.length === 0) return;
  throw new BackupRefused(
    `These roles are missing here or have other rights than where the backup was taken: ${different.map(({ name }) => name).join(", ")}. Run \`npm run db:setup\` as an administrator first. Nothing was changed.`,
  );
}

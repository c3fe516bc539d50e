import { createHash, randomBytes } from "node:crypto";
import type pg from "pg";

type Connection = Pick<pg.ClientBase, "query">;

/** What stands in the database for a link: a dump opens none. */
export const setupLinkHash = (token: string) => createHash("sha256").update(token).digest("hex");

/**
 * SQL, as the auth role: no more than one organization, and nobody has ever signed in by mail or a company's provider.
 * Only as long are links made, and do they work.
 */
export const nobodyCame = `
  (select kind from installation) = 'production' and (select count(*) from organizations) <= 1
  and not exists (select from users where email_verified is not null) and not exists (select from accounts)`;

/** Nobody has founded an organization yet, or somebody has with a link and has only ever come in by one. */
const byLink = "(not exists (select from organizations) or exists (select from users))";

/**
 * Makes a one-time link that leads through the set-up, as the auth role, and gives its token; undefined once somebody
 * has signed in, and where a command founded the organization, whose admin signs in: unless a link `forAdmin` was asked
 * for, because no mail reaches them. Links that were made before work until one of them is used or somebody came.
 */
export async function makeSetupLink(
  auth: Connection,
  { forAdmin = false } = {},
): Promise<string | undefined> {
  const token = randomBytes(32).toString("base64url");
  const { rowCount } = await auth.query(
    `insert into setup_links (token_hash) select $1 where ${nobodyCame} and ($2 or ${byLink})`,
    [setupLinkHash(token), forAdmin],
  );
  return rowCount ? token : undefined;
}

/** Whether an organization waits for its first admin to sign in. */
export async function waitsForAdmin(auth: Connection): Promise<boolean> {
  const { rowCount } = await auth.query(`select where ${nobodyCame} and exists (select from organizations)`);
  return rowCount === 1;
}

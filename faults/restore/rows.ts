import pg from "pg";
import { leftOut, productTables } from "@/db/backup/tables";

/** A hash of each table's rows, by the table's name, of everything that a backup holds. */
export async function hashRows(admin: pg.Client): Promise<ReadonlyMap<string, string>> {
  const hashes = new Map<string, string>();
  for (const { name } of await productTables(admin)) {
    if (leftOut.includes(name)) continue;
    const { rows } = await admin.query<{ hash: string }>(
      `select count(*) || ':' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as hash
       from public.${pg.escapeIdentifier(name)} t`,
    );
    hashes.set(name, rows[0]!.hash);
  }
  return hashes;
}

/** Tables whose rows are not the same, or which only one of the two has. */
export function differing(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): string[] {
  return [...new Set([...a.keys(), ...b.keys()])].filter((name) => a.get(name) !== b.get(name));
}

type Viewer = { orgId: string; personId: string };

/**
 * Rows that the app's role can read without a policy's leave: of answers that are not the viewer's, and of any table of
 * another organization.
 */
export async function countReadable(appUrl: string, { orgId, personId }: Viewer): Promise<number> {
  const client = new pg.Client({ connectionString: appUrl });
  await client.connect();
  try {
    await client.query(
      `begin; set local twofold.org_id = '${orgId}'; set local twofold.person_id = '${personId}'`,
    );
    const { rows } = await client.query<{ found: number }>(
      `select (select count(*) from response_parts where author_id <> $2)
         + (select count(*) from responses where org_id <> $1)
         + (select count(*) from people where org_id <> $1)
         + (select count(*) from duos where org_id <> $1) as found`,
      [orgId, personId],
    );
    return Number(rows[0]!.found);
  } finally {
    await client.end();
  }
}

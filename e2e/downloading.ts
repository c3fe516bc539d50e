import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import type { BrowserContext } from "@playwright/test";
import type pg from "pg";
import type { MadeOrganization } from "@/testkit/factories/organization";

/** 44 MB in 22 rows: more than any buffer between the database and a reader takes. */
export async function widen(database: pg.Client, { orgId }: MadeOrganization): Promise<void> {
  // Without the trigger that keeps published rows as they are.
  await database.query("set session_replication_role = replica");
  await database.query("update published_duos set reason = repeat('x', 2000000) where org_id = $1", [orgId]);
  await database.query("reset session_replication_role");
}

/** The answer with its first bytes read, and no more asked for. */
export async function begin(context: BrowserContext, baseURL: string): Promise<IncomingMessage> {
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const sent = request(`${baseURL}/insights/export?table=history`, { headers: { cookie } }).end();
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  await once(answer, "readable");
  answer.read(1);
  return answer;
}

/** The processes of the database that copy this organization's rows. */
export async function copying(database: pg.Client, { orgId }: MadeOrganization): Promise<number[]> {
  const { rows } = await database.query<{ pid: number }>(
    "select pid from pg_stat_activity where state = 'active' and query like 'copy (%' and position($1 in query) > 0",
    [orgId],
  );
  return rows.map(({ pid }) => pid);
}

import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import type pg from "pg";
import type { Tx } from "../client";
import { organizationKeys } from "../schema";
import { type MasterKey, masterKeys, unwrapDataKey, wrapDataKey, wrongMasterKey } from "./master-key";

/** Runs SQL text: a client of node-postgres, or a pool. */
type Connection = Pick<pg.ClientBase, "query">;

export type DataKey = { orgId: string; bytes: Buffer };

/** An organization's data key never changes, a rotation only wraps it anew: once unwrapped it stays valid. */
const unwrapped = new Map<string, DataKey>();

/** The data key of a new organization, and that key wrapped with the current master key. Throws `MasterKeyError`. */
function newDataKey(orgId: string) {
  const key: DataKey = { orgId, bytes: randomBytes(32) };
  return { key, ...wrapDataKey(masterKeys().current, orgId, key.bytes) };
}

/** The same as an organization is founded with it: what `insert_organization` writes. */
export function wrappedNewDataKey(orgId: string): { masterId: string; wrapped: string } {
  const { masterId, wrapped } = newDataKey(orgId);
  return { masterId, wrapped: wrapped.toString("base64") };
}

/** Makes the data key of a new organization, as the owner. Throws `MasterKeyError`. */
export async function createDataKey(owner: Connection, orgId: string): Promise<DataKey> {
  const { key, masterId, wrapped } = newDataKey(orgId);
  await owner.query("insert into organization_keys (org_id, master_id, wrapped) values ($1, $2, $3)", [
    orgId,
    masterId,
    wrapped,
  ]);
  return key;
}

/** The organization's data key. Throws `MasterKeyError` when this process does not have its master key. */
export async function dataKeyOf(tx: Tx, orgId: string): Promise<DataKey> {
  const known = unwrapped.get(orgId);
  if (known) return known;
  const [row] = await tx.select().from(organizationKeys).where(eq(organizationKeys.orgId, orgId));
  if (!row) throw new Error(`Organization ${orgId} has no data key`);
  const key = { orgId, bytes: unwrapDataKey(row) };
  unwrapped.set(orgId, key);
  return key;
}

/** Throws `MasterKeyError` unless this process has every master key that the stored data keys are wrapped with. */
export async function assertMasterKeys(connection: Connection): Promise<void> {
  const { current, previous } = masterKeys();
  const { rows } = await connection.query<{ id: string }>("select master_key_ids() as id");
  const missing = rows.map(({ id }) => id).filter((id) => id !== current.id && id !== previous?.id);
  if (missing.length > 0) throw wrongMasterKey(missing);
}

/**
 * Wraps every data key that is still under another master key with the current one, as the owner: all of them or,
 * with an error, none. Answers stay as they are. Returns how many were wrapped anew. Throws `MasterKeyError`.
 */
export async function rewrapDataKeys(owner: pg.ClientBase): Promise<number> {
  await owner.query("begin");
  try {
    const count = await rewrapAll(owner, masterKeys().current);
    await owner.query("commit");
    return count;
  } catch (error) {
    await owner.query("rollback");
    throw error;
  }
}

async function rewrapAll(owner: Connection, current: MasterKey): Promise<number> {
  const { rows } = await owner.query<{ org_id: string; master_id: string; wrapped: Buffer }>(
    "select org_id, master_id, wrapped from organization_keys where master_id <> $1 order by org_id for update",
    [current.id],
  );
  for (const { org_id: orgId, master_id: masterId, wrapped } of rows) {
    const anew = wrapDataKey(current, orgId, unwrapDataKey({ orgId, masterId, wrapped }));
    await owner.query("update organization_keys set master_id = $2, wrapped = $3 where org_id = $1", [
      orgId,
      anew.masterId,
      anew.wrapped,
    ]);
  }
  return rows.length;
}

import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "../../client";
import { addressChanges } from "../../schema";

/** The new sign-in address that waits for a person's own word, if one does. */
export async function findAddressChange(tx: Tx, orgId: string, personId: string) {
  const [row] = await tx
    .select({ id: addressChanges.id, address: addressChanges.newAddress })
    .from(addressChanges)
    .where(
      and(
        eq(addressChanges.orgId, orgId),
        eq(addressChanges.personId, personId),
        eq(addressChanges.state, "pending"),
      ),
    );
  return row;
}

/** The session's person confirms or refuses their new address; false where none waits. */
export async function decideAddressChange(tx: Tx, changeId: string, accepted: boolean): Promise<boolean> {
  const { rows } = await tx.execute<{ done: boolean }>(
    sql`select decide_address_change(${changeId}, ${accepted}) as done`,
  );
  return rows[0]!.done;
}

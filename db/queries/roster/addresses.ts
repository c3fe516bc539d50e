import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "../../client";
import { addressChanges } from "../../schema";
import { resultOf } from "../call";

/** The new sign-in address that waits until its person confirms or refuses it, if there is one. */
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
export const decideAddressChange = (tx: Tx, changeId: string, accepted: boolean): Promise<boolean> =>
  resultOf(tx, sql`decide_address_change(${changeId}, ${accepted})`);

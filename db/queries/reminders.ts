import { and, eq } from "drizzle-orm";
import type { Tx } from "../client";
import { people } from "../schema";

type Reader = { orgId: string; personId: string };
const self = ({ orgId, personId }: Reader) => and(eq(people.orgId, orgId), eq(people.id, personId));

/** Whether a person gets reminders; undefined when there is nobody of that id. As the role that signs people in. */
export async function findReminders(tx: Tx, reader: Reader): Promise<boolean | undefined> {
  const [row] = await tx.select({ reminders: people.reminders }).from(people).where(self(reader));
  return row?.reminders;
}

export async function setReminders(tx: Tx, reader: Reader, reminders: boolean): Promise<void> {
  await tx.update(people).set({ reminders }).where(self(reader));
}

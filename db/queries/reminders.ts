import { and, eq } from "drizzle-orm";
import type { Tx, ViewerIdentity } from "../client";
import { people } from "../schema";

const self = ({ orgId, personId }: ViewerIdentity) => and(eq(people.orgId, orgId), eq(people.id, personId));

/** Whether a person gets reminders; undefined when there is nobody of that id. As the role that signs people in. */
export async function findReminders(tx: Tx, reader: ViewerIdentity): Promise<boolean | undefined> {
  const [row] = await tx.select({ reminders: people.reminders }).from(people).where(self(reader));
  return row?.reminders;
}

export async function setReminders(tx: Tx, reader: ViewerIdentity, reminders: boolean): Promise<void> {
  await tx.update(people).set({ reminders }).where(self(reader));
}

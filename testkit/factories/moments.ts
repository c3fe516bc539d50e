import { randomUUID } from "node:crypto";
import { drizzle } from "drizzle-orm/node-postgres";
import type pg from "pg";
import { dataKeyOf } from "@/db/encryption/data-key";
import { sealMoments } from "@/db/encryption/sealed-rows";
import { moments } from "@/db/schema";

/** Writes impact moments of a duo, a day each, that one of the two wrote and the other confirmed. */
export async function confirmedMoments(
  client: pg.Client,
  { orgId, duoId, writtenBy }: { orgId: string; duoId: string; writtenBy: string },
  whats: readonly string[],
): Promise<void> {
  const db = drizzle(client);
  const open = whats.map((what, index) => ({
    orgId,
    duoId,
    writtenBy,
    id: randomUUID(),
    confirmedAt: new Date(),
    content: { what, day: `2025-11-0${index + 1}`, ic: "", manager: "" },
  }));
  await db.insert(moments).values(sealMoments(await dataKeyOf(db, orgId), open));
}

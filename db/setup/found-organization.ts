import { randomUUID } from "node:crypto";
import type pg from "pg";
import { z } from "zod";
import { addressInput } from "@/lib/domain/address";
import { storableText } from "@/lib/domain/text";
import { isTimeZone } from "@/lib/domain/time-zones";
import { createDataKey } from "../encryption/data-key";
import { asOwner } from "./as-owner";

/** What a real organization starts with: its name, its zone, and the one admin who is invited first. */
export const founding = z.object({
  name: storableText().min(1).max(100),
  timeZone: z.string().refine(isTimeZone),
  adminName: storableText().min(1).max(100),
  adminEmail: addressInput,
});
export type Founding = z.infer<typeof founding>;

/** Writes the organization, its root unit and its admin, as the owner: no role of the running product may. */
export async function foundOrganization(owner: pg.ClientBase, input: Founding): Promise<{ orgId: string }> {
  const { name, timeZone, adminName, adminEmail } = founding.parse(input);
  const [orgId, unitId, personId] = [randomUUID(), randomUUID(), randomUUID()];
  await asOwner(owner, async () => {
    await owner.query("insert into organizations (id, name, time_zone) values ($1, $2, $3)", [
      orgId,
      name,
      timeZone,
    ]);
    await createDataKey(owner, orgId);
    await owner.query("insert into units (org_id, id, name, lineage) values ($1, $2, $3, array[$2::uuid])", [
      orgId,
      unitId,
      name,
    ]);
    await owner.query(
      "insert into people (org_id, id, external_id, name, given_name, email, time_zone) values ($1, $2, 'founder', $3, split_part($3, ' ', 1), $4, $5)",
      [orgId, personId, adminName, adminEmail, timeZone],
    );
    await owner.query("insert into role_grants (org_id, id, person_id, role) values ($1, $2, $3, 'admin')", [
      orgId,
      randomUUID(),
      personId,
    ]);
    await owner.query(
      "insert into audit_log (org_id, id, action, area, subject_id) values ($1, $2, 'role.granted', 'program', $3)",
      [orgId, randomUUID(), personId],
    );
  });
  return { orgId };
}

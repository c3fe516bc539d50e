import { randomUUID } from "node:crypto";
import { z } from "zod";
import { codesOf } from "@/db/fault";
import { endGrantById, findGrant, findPersonNamed, insertGrant } from "@/db/queries/roster/grants";
import { lockRoster } from "@/db/queries/roster/roster";
import { enqueue } from "@/db/queue";
import type { Viewer } from "@/lib/domain/permissions";
import { asAdmin } from "../as-admin";
import { DomainError } from "../errors";
import { parse } from "../http/parse";

const grantInput = z.object({
  person: z.string().trim().min(1, "required").max(254, "other"),
  role: z.enum(["admin", "reviewer"], "other"),
});

/**
 * Lets somebody run the program, or read the audit log; nobody can grant themselves a role. A leader gets a unit by a
 * change of the roster (`changeRoster`).
 */
export async function grantRole(viewer: Viewer, input: unknown): Promise<void> {
  const { person, role } = parse(grantInput, input);
  await asAdmin(viewer, async (tx, client) => {
    await lockRoster(tx);
    const found = await findPersonNamed(tx, person);
    if (!found) throw new DomainError("invalid", { person: "nobody" });
    if (found.id === viewer.personId) throw new DomainError("invalid", { person: "self" });
    if (found.roles.includes(role)) throw new DomainError("invalid", { person: "granted" });
    await insertGrant(tx, { orgId: viewer.orgId, id: randomUUID(), personId: found.id, role });
    await enqueue(client, "send-mail", { orgId: viewer.orgId, subjectId: found.id });
  });
}

/** Takes a grant back at once. The last admin keeps theirs: nobody could grant it again. */
export async function endGrant(viewer: Viewer, input: unknown): Promise<void> {
  const { grantId } = parse(z.object({ grantId: z.uuid() }), input);
  await asAdmin(viewer, async (tx) => {
    await lockRoster(tx);
    if (!(await findGrant(tx, viewer.orgId, grantId))) throw new DomainError("stale");
    if (!(await endGrantById(tx, viewer.orgId, grantId))) throw new DomainError("stale");
  }).catch(refuseLast);
}

function refuseLast(error: unknown): never {
  throw codesOf(error).constraint === "role_grants_one_admin_stays" ? new DomainError("conflict") : error;
}

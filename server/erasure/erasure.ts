import { z } from "zod";
import { countErasure, findErasable, findErasureRefusal, removePerson } from "@/db/queries/erasures";
import { lockRoster } from "@/db/queries/roster/roster";
import { type ErasurePage, type ErasureRefusal, endingDuos, erasureInput } from "@/lib/domain/erasure";
import type { Viewer } from "@/lib/domain/permissions";
import { asAdmin, readAsAdmin } from "../as-admin";
import { DomainError } from "../errors";
import { parse, parseOrNotFound } from "../http/parse";
import { prepareLedger, writeLines } from "./keeping";

const target = z.object({ personId: z.uuid() });

/** What erasing a person would remove and end, and what stands against it; or when they were erased. */
export async function loadErasure(viewer: Viewer, params: unknown): Promise<ErasurePage> {
  const { personId } = parseOrNotFound(target, params);
  return readAsAdmin(viewer, async (tx) => {
    const found = await findErasable(tx, viewer.orgId, personId);
    if (!found) throw new DomainError("not-found");
    const { name, erasedAt, duos } = found;
    if (erasedAt) return { personId, erasedAt: erasedAt.toISOString() };
    const refusal = await findErasureRefusal(tx, personId);
    if (refusal === "unknown") throw new DomainError("not-found");
    return {
      personId,
      erasedAt,
      name,
      duos,
      refusal,
      counts: refusal ? null : await countErasure(tx, personId),
    };
  });
}

/** Names that look the same are the same, however their letters are encoded and spaced. */
const asTyped = (name: string) => name.normalize("NFC").trim().replace(/\s+/g, " ");

/**
 * Erases a person for good: in one transaction, which is committed only once the ledger's line is on the disk. Refuses with
 * "invalid" where the name was not typed as it is, with "not-found" who is not there or was erased before,
 * with "conflict" where the person leads, is asked now or is the admin, with "stale" where other duos would end than were
 * read, and with "unavailable" where the ledger cannot be used: nothing is removed then.
 */
export async function erasePerson(viewer: Viewer, input: unknown): Promise<void> {
  const { personId, confirmation, ending } = parse(erasureInput, input);
  await asAdmin(viewer, async (tx) => {
    const found = await findErasable(tx, viewer.orgId, personId);
    if (!found) throw new DomainError("not-found");
    refuse(await findErasureRefusal(tx, personId));
    if (asTyped(confirmation) !== asTyped(found.name))
      throw new DomainError("invalid", { confirmation: "other" });
  });
  await prepareLedger(viewer);
  await asAdmin(viewer, async (tx, _client, now) => {
    // Nobody adds, resumes or ends a duo between the question and the deed.
    await lockRoster(tx);
    const found = await findErasable(tx, viewer.orgId, personId);
    refuse(await findErasureRefusal(tx, personId));
    if (endingDuos(found?.duos ?? []) !== ending) throw new DomainError("stale");
    refuse(await removePerson(tx, personId));
    const erased = { id: personId, organizationId: viewer.orgId, date: now.toISOString().slice(0, 10) };
    await writeLines(viewer, [erased]);
  });
}

function refuse(refusal: ErasureRefusal | null): void {
  if (refusal) throw new DomainError(refusal === "unknown" ? "not-found" : "conflict");
}

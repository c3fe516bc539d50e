import { withViewer } from "@/db/client";
import { declineCycle, takeBackDecline } from "@/db/queries/declines";
import { duoCycleInput } from "@/lib/domain/duo-cycle";
import type { Viewer } from "@/lib/domain/permissions";
import { DomainError } from "../errors";
import { parseOrNotFound } from "../http/parse";

/**
 * Declines an open cycle of a duo, before submitting. The partner sees the same as before any answer, the admin reads "no
 * reminder needed", and nobody else can tell, so it is not in the audit log either. Refuses with "conflict" after
 * submitting and with "closed".
 */
export async function decline(viewer: Viewer, input: unknown): Promise<void> {
  const target = parseOrNotFound(duoCycleInput, input);
  const outcome = await withViewer(viewer, (tx) => declineCycle(tx, target));
  if (!outcome) throw new DomainError("not-found");
  if (outcome === "submitted") throw new DomainError("conflict");
  if (outcome === "closed") throw new DomainError("closed");
}

/** Takes declining back, until the close; changes nothing where nothing was declined. Refuses with "closed". */
export async function answerAfterAll(viewer: Viewer, input: unknown): Promise<void> {
  const target = parseOrNotFound(duoCycleInput, input);
  const outcome = await withViewer(viewer, (tx) => takeBackDecline(tx, target));
  if (!outcome) throw new DomainError("not-found");
  if (outcome === "closed") throw new DomainError("closed");
}

import { z } from "zod";
import { withViewer } from "@/db/client";
import { declineCycle, takeBackDecline } from "@/db/queries/declines";
import type { Viewer } from "@/lib/domain/permissions";
import { DomainError } from "../errors";

const target = z.object({ cycleId: z.uuid(), duoId: z.uuid() });

/**
 * Declines an open cycle of a duo, before submitting. To the partner it looks like no answer yet, the admin reads "no
 * reminder needed", and nobody else learns of it, so it is not in the audit log either. Refuses with "conflict" after
 * submitting and with "closed".
 */
export async function decline(viewer: Viewer, input: unknown): Promise<void> {
  const parsed = target.safeParse(input);
  if (!parsed.success) throw new DomainError("not-found");
  const outcome = await withViewer(viewer, (tx) => declineCycle(tx, parsed.data));
  if (!outcome) throw new DomainError("not-found");
  if (outcome === "submitted") throw new DomainError("conflict");
  if (outcome === "closed") throw new DomainError("closed");
}

/** Takes it back until the close; where nothing was declined it changes nothing. Refuses with "closed". */
export async function answerAfterAll(viewer: Viewer, input: unknown): Promise<void> {
  const parsed = target.safeParse(input);
  if (!parsed.success) throw new DomainError("not-found");
  const outcome = await withViewer(viewer, (tx) => takeBackDecline(tx, parsed.data));
  if (!outcome) throw new DomainError("not-found");
  if (outcome === "closed") throw new DomainError("closed");
}

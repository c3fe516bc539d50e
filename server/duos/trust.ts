import { z } from "zod";
import { withViewer } from "@/db/client";
import { type ShareOutcome, shareTrust, type TakeBackOutcome, takeBackTrust } from "@/db/queries/trust";
import type { Viewer } from "@/lib/domain/permissions";
import { DomainError } from "../errors";

const target = z.object({ cycleId: z.uuid(), duoId: z.uuid() });

/**
 * Agrees to show each other the trust answers of a duo's cycle. They are shown once both agreed; one word alone is
 * known to nobody else, so it is not in the audit log either.
 */
export async function agreeToShowTrust(viewer: Viewer, input: unknown): Promise<ShareOutcome> {
  const parsed = target.safeParse(input);
  if (!parsed.success) throw new DomainError("not-found");
  const outcome = await withViewer(viewer, (tx) => shareTrust(tx, parsed.data));
  if (!outcome) throw new DomainError("not-found");
  if (outcome === "not-revealed") throw new DomainError("conflict");
  return outcome;
}

/** Takes one's own word back, without a trace, as long as the partner has not agreed. */
export async function takeBackTrustWord(viewer: Viewer, input: unknown): Promise<TakeBackOutcome> {
  const parsed = target.safeParse(input);
  if (!parsed.success) throw new DomainError("not-found");
  const outcome = await withViewer(viewer, (tx) => takeBackTrust(tx, parsed.data));
  if (!outcome) throw new DomainError("not-found");
  return outcome;
}

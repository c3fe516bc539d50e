import { withViewer } from "@/db/client";
import { type ShareOutcome, shareTrust, type TakeBackOutcome, takeBackTrust } from "@/db/queries/trust";
import type { Viewer } from "@/lib/domain/permissions";
import { DomainError } from "../errors";
import { targetOf } from "./revealed-cycle";

/**
 * Agrees to show each other the trust answers of a duo's cycle. They are shown once both have agreed. That one of them has
 * agreed is known to nobody else, so it is not in the audit log either.
 */
export async function agreeToShowTrust(viewer: Viewer, input: unknown): Promise<ShareOutcome> {
  const target = targetOf(input);
  const outcome = await withViewer(viewer, (tx) => shareTrust(tx, target));
  if (!outcome) throw new DomainError("not-found");
  if (outcome === "not-revealed") throw new DomainError("conflict");
  return outcome;
}

/** Takes the viewer's agreement back, as long as the partner has not agreed. It leaves no record. */
export async function takeBackTrustAgreement(viewer: Viewer, input: unknown): Promise<TakeBackOutcome> {
  const target = targetOf(input);
  const outcome = await withViewer(viewer, (tx) => takeBackTrust(tx, target));
  if (!outcome) throw new DomainError("not-found");
  return outcome;
}

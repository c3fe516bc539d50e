import { withViewer } from "@/db/client";
import { shareTrust, takeBackTrust } from "@/db/queries/trust";
import { duoCycleInput } from "@/lib/domain/duo-cycle";
import type { Viewer } from "@/lib/domain/permissions";
import { DomainError } from "../errors";
import { parseOrNotFound } from "../http/parse";

/**
 * Agrees to show each other the trust answers of a duo's cycle. They are shown once both have agreed. That one of them has
 * agreed is known to nobody else, so it is not in the audit log either.
 */
export async function agreeToShowTrust(viewer: Viewer, input: unknown): Promise<void> {
  const target = parseOrNotFound(duoCycleInput, input);
  const outcome = await withViewer(viewer, (tx) => shareTrust(tx, target));
  if (!outcome) throw new DomainError("not-found");
  if (outcome === "ended") throw new DomainError("closed");
  if (outcome === "not-revealed") throw new DomainError("conflict");
}

/**
 * Takes the viewer's agreement back, as long as the partner has not agreed; refuses with "conflict" where both have. It
 * leaves no record.
 */
export async function takeBackTrustAgreement(viewer: Viewer, input: unknown): Promise<void> {
  const target = parseOrNotFound(duoCycleInput, input);
  const outcome = await withViewer(viewer, (tx) => takeBackTrust(tx, target));
  if (!outcome) throw new DomainError("not-found");
  if (outcome === "shown") throw new DomainError("conflict");
}

import { z } from "zod";
import { currentTime, withViewer } from "@/db/client";
import { isDuplicateKey } from "@/db/fault";
import { decideAddressChange, findAddressChange } from "@/db/queries/roster/addresses";
import { signedInRecently, type Viewer } from "@/lib/domain/permissions";
import { DomainError } from "../errors";
import { parse } from "../http/parse";

/** A new sign-in address that waits for its person. */
export type WaitingAddress = { id: string; address: string };

export function loadWaitingAddress(viewer: Viewer): Promise<WaitingAddress | undefined> {
  return withViewer(viewer, (tx) => findAddressChange(tx, viewer.orgId, viewer.personId));
}

const decision = z.object({ changeId: z.uuid(), accepted: z.boolean() });

/**
 * The person accepts or refuses their new address. They signed in by the old address or the same identity, and within
 * the last hour.
 */
export async function decideAddress(viewer: Viewer, input: unknown): Promise<void> {
  const { changeId, accepted } = parse(decision, input);
  await withViewer(viewer, async (tx) => {
    if (!signedInRecently(viewer, await currentTime(tx))) throw new DomainError("sign-in-again");
    if (!(await decideAddressChange(tx, changeId, accepted))) throw new DomainError("stale");
  }).catch(refuseTaken);
}

function refuseTaken(error: unknown): never {
  throw isDuplicateKey(error) ? new DomainError("conflict") : error;
}

import type pg from "pg";
import { currentTime, type Tx, withViewer } from "@/db/client";
import { signedInRecently, type Viewer } from "@/lib/domain/permissions";
import { DomainError } from "./errors";

/**
 * Runs `work` for an admin of the viewer's organization; anybody else is refused with "not-found". With `changes` it also
 * refuses with "sign-in-again" when the last sign-in is over an hour old.
 */
export function asAdmin<T>(
  viewer: Viewer,
  work: (tx: Tx, client: pg.PoolClient, now: Date) => Promise<T>,
  changes = true,
): Promise<T> {
  if (!viewer.isAdmin) throw new DomainError("not-found");
  return withViewer(viewer, async (tx, client) => {
    const now = await currentTime(tx);
    if (changes && !signedInRecently(viewer, now)) throw new DomainError("sign-in-again");
    return work(tx, client, now);
  });
}

import type pg from "pg";
import { currentTime, type Tx, withViewer } from "@/db/client";
import { signedInRecently, type Viewer } from "@/lib/domain/permissions";
import { DomainError } from "./errors";

/** Admins only, for whom else it is not there; a change wants a sign-in within the last hour. */
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

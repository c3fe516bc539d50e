import type pg from "pg";
import { currentTime, type Tx, withViewer } from "@/db/client";
import { signedInRecently, type Viewer } from "@/lib/domain/permissions";
import { DomainError } from "./errors";

type AdminWork<T> = (tx: Tx, client: pg.PoolClient, now: Date) => Promise<T>;

/** Runs what reads for an admin of the viewer's organization; anybody else is refused with "not-found". */
export function readAsAdmin<T>(viewer: Viewer, work: AdminWork<T>): Promise<T> {
  if (!viewer.isAdmin) throw new DomainError("not-found");
  return withViewer(viewer, async (tx, client) => work(tx, client, await currentTime(tx)));
}

/** The same for what changes something: also refused, with "sign-in-again", when the last sign-in is over an hour old. */
export function asAdmin<T>(viewer: Viewer, work: AdminWork<T>): Promise<T> {
  return readAsAdmin(viewer, async (tx, client, now) => {
    if (!signedInRecently(viewer, now)) throw new DomainError("sign-in-again");
    return work(tx, client, now);
  });
}

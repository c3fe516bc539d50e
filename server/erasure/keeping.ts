import { asAuth } from "@/db/client";
import { readErasurePosition } from "@/db/queries/erasures";
import type { Viewer } from "@/lib/domain/permissions";
import { env } from "../env";
import { DomainError } from "../errors";
import { logger } from "../logger";
import {
  appendToLedger,
  assertLedgerWritable,
  type Erased,
  LedgerFault,
  type LedgerPosition,
} from "./ledger";
import { replayErasures } from "./replay";

type Organization = Pick<Viewer, "orgId">;

/**
 * Before anything is removed: makes sure that a line can be written. A line whose transaction was not committed is done
 * first, so that the ledger and the database are as far as each other. Refuses with "unavailable".
 */
export function prepareLedger(viewer: Organization): Promise<void> {
  return withLedger(viewer, async (ledger) => {
    await replayErasures(ledger);
    assertLedgerWritable(ledger);
  });
}

/**
 * Adds lines to the ledger's file, within the transaction that removed what they say, in the order in which
 * it did, and holds the database's lock of the ledger: last, so that a line is written only for what nothing
 * but the commit can prevent. The database keeps the same lines by itself. Refuses with "unavailable".
 */
export async function writeLines(viewer: Organization, removed: readonly Erased[]): Promise<void> {
  // As the role that signs people in: it says over all organizations how many lines there are. Nobody else
  // adds one meanwhile.
  let last: LedgerPosition = await asAuth(readErasurePosition);
  await withLedger(viewer, async (ledger) => {
    for (const one of removed) last = appendToLedger(ledger, one, last);
  });
}

/** Runs `work` on the ledger. Where that cannot be used, logs why, and throws "unavailable", which says no more. */
async function withLedger({ orgId }: Organization, work: (ledger: string) => Promise<void>): Promise<void> {
  try {
    await work(env().TWOFOLD_ERASURE_LEDGER);
  } catch (error) {
    if (!(error instanceof LedgerFault)) throw error;
    logger.error({ orgId, ledger: error.message }, "the erasure ledger cannot be used");
    throw new DomainError("unavailable");
  }
}

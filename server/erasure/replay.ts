import { existsSync } from "node:fs";
import { actAs, asAuth } from "@/db/client";
import { readErasurePosition, replayErasure } from "@/db/queries/erasures";
import { env } from "../env";
import { logger } from "../logger";
import { endsCutOff, LedgerFault, type LedgerLine, readLedger } from "./ledger";

/**
 * Erases and withdraws again what a restored database still has, by the lines of the ledger that it does not know; gives how many lines
 * those were. Throws `LedgerFault` where the ledger is missing, unreadable, damaged, older than the database or another
 * one's, and where a line cannot be done again.
 */
export async function replayErasures(file = env().TWOFOLD_ERASURE_LEDGER): Promise<number> {
  // In this order: a line that is written meanwhile is in the file before it is in the database.
  const known = await asAuth(readErasurePosition);
  const lines = readLedger(file);
  if (known.position > lines.length) {
    const fault = existsSync(file)
      ? `is older than the database: it has ${lines.length} lines, and the database knows of ${known.position}`
      : `is missing: there is no such file, and the database knows of ${known.position} lines of it`;
    throw new LedgerFault(
      `The erasure ledger ${file} ${fault}. Put the newest copy of the ledger there, or name it with TWOFOLD_ERASURE_LEDGER. If every copy is lost, “npm run ledger -- rebuild” writes what the database knows of it.`,
    );
  }
  if ((lines[known.position - 1]?.hash ?? "") !== known.hash) {
    throw new LedgerFault(
      `The erasure ledger ${file} is not the one of this database: line ${known.position} differs. Put its own ledger there, or name it with TWOFOLD_ERASURE_LEDGER.`,
    );
  }
  if (endsCutOff(file)) {
    logger.warn(
      { ledger: file, lines: lines.length },
      "the erasure ledger ends with a line that is cut off; its erasure was not committed, and the next one replaces the line",
    );
  }
  const missing = lines.slice(known.position);
  for (const line of missing) await replay(file, line);
  return missing.length;
}

async function replay(file: string, line: LedgerLine): Promise<void> {
  const { position, id, organizationId } = line;
  try {
    await asAuth(async (tx) => {
      await actAs(tx, { orgId: organizationId });
      await replayErasure(tx, line);
    });
  } catch (error) {
    const { code = "unknown", constraint } = error as { code?: string; constraint?: string };
    if (constraint === "role_grants_one_admin_stays") {
      throw new LedgerFault(
        `The person of line ${position} of the erasure ledger ${file} is the only program admin of organization ${organizationId} in this database, and cannot be erased again. Give another person that role first: docs/operations.md says how.`,
      );
    }
    throw new LedgerFault(
      `Line ${position} of the erasure ledger ${file} cannot be done again in this database (${code}): person ${id} of organization ${organizationId}. Without it what was removed would be back, so nothing starts.`,
    );
  }
  logger.warn(
    { position, personId: id, orgId: organizationId },
    "a line of the erasure ledger was done again",
  );
}

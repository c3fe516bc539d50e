import { existsSync } from "node:fs";
import { actAs, asAuth } from "@/db/client";
import { codesOf } from "@/db/fault";
import { listLinesAfter, noteFiled, readErasurePosition, replayErasure } from "@/db/queries/erasures";
import { env } from "../env";
import { logger } from "../logger";
import {
  appendToLedger,
  endsCutOff,
  LedgerFault,
  type LedgerLine,
  type LedgerPosition,
  lineAfter,
  readLedger,
} from "./ledger";

/**
 * Makes the ledger's file and the database as far as each other. Erases and withdraws again what a restored database still
 * has, by the lines that it does not know; gives how many lines those were. Adds to the file what the database did without
 * it, by SQL. Throws `LedgerFault` where the ledger is missing, unreadable, damaged, older than it was or another one's, and
 * where a line cannot be done again.
 */
export async function replayErasures(file = env().TWOFOLD_ERASURE_LEDGER): Promise<number> {
  // In this order: a line that is written meanwhile is in the file before it is in the database.
  const known = await asAuth(readErasurePosition);
  let lines = readLedger(file);
  if (known.filed > lines.length) {
    const fault = existsSync(file)
      ? `is older than the database: it has ${lines.length} lines, and the database knows of ${known.filed}`
      : `is missing: there is no such file, and the database knows of ${known.filed} lines of it`;
    throw new LedgerFault(
      `The erasure ledger ${file} ${fault}. Put the newest copy of the ledger there, or name it with TWOFOLD_ERASURE_LEDGER. If every copy is lost, “npm run ledger -- rebuild” writes what the database knows of it.`,
    );
  }
  if (known.position > lines.length) {
    await catchUp(file, lines.length);
    lines = readLedger(file);
  }
  if ((lines[known.position - 1]?.hash ?? "") !== known.hash) throw anotherOne(file, known.position);
  if (known.position > known.filed) await asAuth((tx) => noteFiled(tx, known.position));
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

const anotherOne = (file: string, line: number) =>
  new LedgerFault(
    `The erasure ledger ${file} is not the one of this database: line ${line} differs. Put its own ledger there, or name it with TWOFOLD_ERASURE_LEDGER.`,
  );

/** Adds the lines to the file that the database has and the file does not, if they go on from its last one. */
async function catchUp(file: string, from: number): Promise<void> {
  await asAuth(async (tx) => {
    // Read under the lock: another process may have added them meanwhile.
    const kept = await listLinesAfter(tx, from);
    const there = readLedger(file);
    let last: LedgerPosition = there.at(-1) ?? { position: 0, hash: "" };
    for (const { hash, position, ...erased } of kept) {
      if (position <= there.length) continue;
      if (lineAfter(last, erased).hash !== hash) throw anotherOne(file, position);
      last = appendToLedger(file, erased, last);
      logger.warn({ position }, "a line that was kept by SQL was added to the erasure ledger");
    }
  });
}

async function replay(file: string, line: LedgerLine): Promise<void> {
  const { position, id, organizationId } = line;
  try {
    await asAuth(async (tx) => {
      await actAs(tx, { orgId: organizationId });
      await replayErasure(tx, line);
    });
  } catch (error) {
    const { code = "unknown", constraint } = codesOf(error);
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

import type { AuditLine } from "./audit";
import { DAY_MS } from "./days";

/**
 * What is wrong with a link of the audit log's hash chain (docs/audit-log.md): `gap` it is missing, `removed` its row is,
 * `changed` the row is another than when it was sealed, `order` the link does not follow from the one before it,
 * `inserted` the row came in after the time that it is dated had been sealed, `cut` the link with which the last check of
 * the whole ended is gone, or another one.
 */
export const chainFaults = ["gap", "removed", "changed", "order", "inserted", "cut"] as const;
export type ChainFault = (typeof chainFaults)[number];

/** The first wrong link by its number, and its row; an unsealed row has no number. */
export type BadLink = { fault: ChainFault; number: number | null; rowId: string | null };

/** What a reviewer reads of the chain; null while nothing was sealed yet. */
export type ChainState = {
  sealedUntil: Date;
  /**
   * When the last check of the whole chain began; null before the first. What was sealed since is checked
   * with each reading.
   */
  checkedAt: Date | null;
  /** The hash of the last link, to be written down outside; null while the log is empty. */
  head: string | null;
  bad: BadLink | null;
};

/** Whether the nightly check of the whole chain was left out, or its note is of another time than the sealing goes on in. */
export const isCheckOverdue = ({ sealedUntil, checkedAt }: Pick<ChainState, "sealedUntil" | "checkedAt">) => {
  const age = checkedAt === null ? 0 : sealedUntil.getTime() - checkedAt.getTime();
  return age > 2 * DAY_MS || age < -DAY_MS;
};

/** The same with the row of the first wrong link, where it is still there and the reviewer may read it. */
export type ShownChain = ChainState & { row?: AuditLine };

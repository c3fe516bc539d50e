import type { AuditLine } from "./audit";

/**
 * What is wrong with a link of the audit log's hash chain (docs/audit-log.md): `gap` it is missing, `removed` its row is,
 * `changed` the row is another than when it was sealed, `order` the link does not follow from the one before it,
 * `inserted` the row came in after the time that it is dated had been sealed.
 */
export const chainFaults = ["gap", "removed", "changed", "order", "inserted"] as const;
export type ChainFault = (typeof chainFaults)[number];

/** The first wrong link by its number, and its row; an unsealed row has no number. */
export type BadLink = { fault: ChainFault; number: number | null; rowId: string | null };

/** What a reviewer reads of the chain; null while nothing was sealed yet. */
export type ChainState = {
  sealedUntil: Date;
  /** The hash of the last link, to be written down outside; null while the log is empty. */
  head: string | null;
  bad: BadLink | null;
};

/** The same with the row of the first wrong link, where it is still there and the reviewer may read it. */
export type ShownChain = ChainState & { row?: AuditLine };

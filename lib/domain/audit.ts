/** One line of the audit log, as a reader may see it: names only where the database lets the reader have them. */
export type AuditLine = {
  id: string;
  at: Date;
  /** Null when the system acted. */
  actorId: string | null;
  actorName: string | null;
  /** The recorded verb, such as "cycle-opened". */
  action: string;
  subjectId: string | null;
  unitName: string | null;
  cycleNumber: number | null;
  /** The exported table, for exports. */
  table: string | null;
};

/** One page of the log, newest first; `page` and `pages` count from 1. */
export type AuditLog = {
  lines: readonly AuditLine[];
  total: number;
  page: number;
  pages: number;
  perPage: number;
};

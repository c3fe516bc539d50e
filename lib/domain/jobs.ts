/**
 * Jobs that work on one organization; the queue has a task of each name. `open-cycles`, `remind`, `close-cycles` and
 * `publish-cycle` decide nothing: each asks the database what is due.
 */
export const jobNames = ["open-cycles", "remind", "close-cycles", "publish-cycle", "send-mail"] as const;
export type JobName = (typeof jobNames)[number];

/** Why a job failed, as its admin is told: the database or the mail server was away or busy, or anything else. */
export type JobFault = "database" | "mail-server" | "unknown";

/** A job as its admin sees it; instants in ISO 8601. `next` is null when nothing of it is due in sight. */
export type JobLine = {
  job: JobName;
  ranAt: string | null;
  succeededAt: string | null;
  next: string | null;
  fault: JobFault | null;
  reference: string | null;
  failures: number;
};

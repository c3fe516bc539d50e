import { z } from "zod";
import type { MailHealth, MailKind, MailNoUse } from "./mail";
import type { PageInView } from "./paging";

/**
 * Jobs that work on one organization; the queue has a task of each name. All but
 * `send-mail` decide nothing: each asks the database what is due.
 */
export const jobNames = [
  "open-cycles",
  "remind",
  "close-cycles",
  "publish-cycle",
  "remove-answers",
  "send-mail",
  "seal-audit",
  "check-audit",
] as const;
export type JobName = (typeof jobNames)[number];

/**
 * Why a job failed, as its admin is told: the database, the mail server or AUDIT_STREAM was away or busy, or
 * anything else.
 */
export type JobFault = "database" | "mail-server" | "audit-stream" | "unknown";

/** A job as its admin sees it; instants in ISO 8601. `next` is null when nothing of it is due in sight. */
export type JobLine = {
  job: JobName;
  ranAt: string | null;
  next: string | null;
  fault: JobFault | null;
  /** Of the fault's line in the log. */
  reference: string | null;
  /** Runs in a row that failed. */
  failures: number;
};

/**
 * A mail that was given up; `reason` holds the mail server's codes. `noUse`: why it is not sent again, null where it can be.
 */
export type FailedMail = {
  id: string;
  kind: MailKind;
  personName: string;
  failedAt: string;
  reason: string;
  noUse: MailNoUse | null;
};

/** What an admin's page of jobs and mail shows. */
export type JobsPage = {
  jobs: readonly JobLine[];
  mail: MailHealth;
  /** Mails that were given up in the last 30 days: which of them are in view, and these. */
  failed: PageInView;
  failedMail: readonly FailedMail[];
};

/** Mails whose occasion is told on the page by now; they are not sent again. */
export const neverSentAgain: readonly MailKind[] = ["partner-answered", "reveal-ready"];

/** The job that an admin runs again, and the mail that they send again. */
export const retryJobInput = z.object({ job: z.enum(jobNames) });
export const retryMailInput = z.object({ mailId: z.uuid() });

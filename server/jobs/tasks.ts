import type { CronItem, TaskList } from "graphile-worker";
import { z } from "zod";
import { asAuth } from "@/db/client";
import { deleteExpiredSignIns } from "@/db/queries/expired-sign-ins";
import type { JobName } from "@/db/queue";
import { sendWaitingMail } from "../mail/send";
import { publishCycle } from "../publication/publish-cycle";
import { runDueCycles } from "./due-cycles";

const subject = z.object({ orgId: z.uuid(), subjectId: z.uuid() });

/** Jobs that a service adds to the queue. */
const enqueued: Record<JobName, TaskList[string]> = {
  "publish-cycle": async (payload) => {
    const { orgId, subjectId } = subject.parse(payload);
    await publishCycle(orgId, subjectId);
  },
  "send-mail": sendWaitingMail,
};

/** Jobs that a schedule starts. They also find the work of a job that was lost. */
const scheduled = {
  "due-cycles": { match: "* * * * *", task: runDueCycles },
  "waiting-mail": { match: "* * * * *", task: sendWaitingMail },
  "expired-sign-ins": { match: "17 * * * *", task: () => asAuth(deleteExpiredSignIns) },
} as const;

export const tasks: TaskList = {
  ...enqueued,
  ...Object.fromEntries(Object.entries(scheduled).map(([name, { task }]) => [name, () => task()])),
};

export const cronItems: CronItem[] = Object.entries(scheduled).map(([task, { match }]) => ({
  task,
  match,
  // A missed minute is not run again: the next run does its work too.
  options: { backfillPeriod: 0, maxAttempts: 1, jobKey: task },
}));

import type { CronItem, TaskList } from "graphile-worker";
import { z } from "zod";
import { asAuth } from "@/db/client";
import { deleteExpiredSignIns } from "@/db/queries/expired-sign-ins";
import type { JobName } from "@/db/queue";
import { sendWaitingMail } from "../mail/send";
import { publishCycle } from "../publication/publish-cycle";
import { runDueCycles } from "./due-cycles";

const subject = z.object({ orgId: z.uuid(), subjectId: z.uuid() });

/** Jobs that a verb starts. */
const enqueued: Record<JobName, TaskList[string]> = {
  "publish-cycle": async (payload) => {
    const { orgId, subjectId } = subject.parse(payload);
    await publishCycle(orgId, subjectId);
  },
  "send-mail": sendWaitingMail,
};

/** Jobs that the clock starts; what a lost job left behind is found by them too. */
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
  // A minute that was missed is made good by the next one.
  options: { backfillPeriod: 0, maxAttempts: 1, jobKey: task },
}));

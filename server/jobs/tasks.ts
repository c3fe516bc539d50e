import type { CronItem, TaskList } from "graphile-worker";
import { z } from "zod";
import { asAuth, asWorker } from "@/db/client";
import { deleteExpiredSignIns } from "@/db/queries/expired-sign-ins";
import { discardOldImports } from "@/db/queries/roster/imports";
import { type JobName, jobNames } from "@/lib/domain/jobs";
import { metrics } from "../metrics/registry";
import { publishCycle } from "../publication/publish-cycle";
import { checkAuditLogs } from "./check-audit";
import { closeDueCycles, publishClosedCycles } from "./close-cycles";
import { openDueCycles } from "./open-cycles";
import { remindMissing } from "./remind";
import { removeDueAnswers } from "./remove-answers";
import { sealAuditLogs } from "./seal-audit";
import { sendMail } from "./send-mail";

/** A job for all that is due has its organization as the subject. */
const subject = z.object({ orgId: z.uuid(), subjectId: z.uuid() });

/** Jobs that services add to the queue. Each also runs every minute, which does the work of a job that was lost. */
const jobs: Record<JobName, (payload: unknown) => Promise<unknown>> = {
  "open-cycles": openDueCycles,
  remind: remindMissing,
  "close-cycles": closeDueCycles,
  "publish-cycle": async (payload) => {
    const { data } = subject.safeParse(payload);
    const named = data !== undefined && data.subjectId !== data.orgId;
    await (named ? publishCycle(data.orgId, data.subjectId) : publishClosedCycles());
  },
  "remove-answers": () => removeDueAnswers(),
  "send-mail": sendMail,
  "seal-audit": sealAuditLogs,
  "check-audit": checkAuditLogs,
};

export const tasks: TaskList = {
  ...Object.fromEntries(
    jobNames.map((name): [string, TaskList[string]] => [
      name,
      async (payload) => {
        const end = metrics().jobs.startTimer({ job: name });
        try {
          await jobs[name](payload);
          end({ outcome: "done" });
        } catch (error) {
          end({ outcome: "failed" });
          throw error;
        }
      },
    ]),
  ),
  "expired-sign-ins": () => asAuth(deleteExpiredSignIns),
  "old-imports": () => asWorker(discardOldImports),
};

const minutely = jobNames.map((task) => ({ task, match: "* * * * *" }));

const hourly = [
  { task: "expired-sign-ins", match: "17 * * * *" },
  { task: "old-imports", match: "37 * * * *" },
];
// A missed minute is not run again: the next run does its work too.
export const cronItems: CronItem[] = [...minutely, ...hourly].map((item) => ({
  ...item,
  options: { backfillPeriod: 0, maxAttempts: 1, jobKey: `cron:${item.task}` },
}));

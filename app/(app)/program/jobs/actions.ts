"use server";

import { action } from "@/server/http/action";
import { retryFailedMail, retryJob } from "@/server/jobs/jobs-page";
import { programAction } from "../outcome";

const [job, mail] = [action(retryJob), action(retryFailedMail)];

export const retryJobAction = programAction(["job"], job);
export const retryMailAction = programAction(["mailId"], mail, ({ jobs }) => ({
  refusals: { conflict: jobs.mail.notFailed },
}));

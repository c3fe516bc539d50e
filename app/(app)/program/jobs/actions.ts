"use server";

import { action } from "@/server/http/action";
import { retryFailedMail, retryJob } from "@/server/jobs/jobs-page";
import { fieldsAction } from "../outcome";

const [job, mail] = [action(retryJob), action(retryFailedMail)];

export const retryJobAction = fieldsAction(["job"], job);
export const retryMailAction = fieldsAction(["mailId"], mail);

"use server";

import { action } from "@/server/http/action";
import { retryAllFailedMail, retryFailedMail, retryJob } from "@/server/jobs/jobs-page";
import { fieldsAction, type OwnWords } from "../../outcome";
import { programAction } from "../outcome";

const [job, mail, allMail] = [action(retryJob), action(retryFailedMail), action(retryAllFailedMail)];
const ofMail: OwnWords = ({ jobs }) => ({
  refusals: { conflict: jobs.mail.notFailed, closed: jobs.mail.noneOfUse },
});

export const retryJobAction = programAction(["job"], job);
export const retryMailAction = fieldsAction(["mailId"], mail, {
  pages: "/program",
  ownWords: ofMail,
  says: (_, { words, format }) => words.jobs.mail.allOnTheirWay(format.count(1)),
});
export const retryAllMailAction = fieldsAction([], allMail, {
  pages: "/program",
  ownWords: ofMail,
  says: ({ mails }: { mails: number }, { words, format }) =>
    words.jobs.mail.allOnTheirWay(format.count(mails)),
});

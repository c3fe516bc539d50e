import { listCycles } from "@/db/queries/cycles";
import {
  countFailedMail,
  listFailedMail,
  retryAllMail,
  retryMails,
  whyOfNoUse,
} from "@/db/queries/failed-mail";
import { listJobRuns, queueJobAgain } from "@/db/queries/jobs";
import { readMailHealth } from "@/db/queries/outbox";
import { listAhead } from "@/db/queries/schedules";
import { enqueue } from "@/db/queue";
import { type JobName, type JobsPage, jobNames, retryJobInput, retryMailInput } from "@/lib/domain/jobs";
import { limitsOf, pageInView, rowsWanted } from "@/lib/domain/paging";
import type { Viewer } from "@/lib/domain/permissions";
import { reminderInstants } from "@/lib/schedule/reminders";
import { asAdmin, readAsAdmin } from "../as-admin";
import { DomainError } from "../errors";
import { parse } from "../http/parse";

const failedPerPage = 50;

/** What runs by itself for the organization, how it went, and how its mail fares, with one page of what did not arrive. */
export function loadJobs(viewer: Viewer, query: unknown = {}): Promise<JobsPage> {
  return readAsAdmin(viewer, async (tx, _client, now) => {
    const { orgId } = viewer;
    const runs = new Map((await listJobRuns(tx, orgId)).map((run) => [run.job, run]));
    const planned = (await listAhead(tx, orgId)).find(({ state }) => state === "planned");
    const cycles = await listCycles(tx, orgId);
    const mail = await readMailHealth(tx);
    const next = { ...nextOf(cycles, planned?.opensAt, now), ...(mail.waiting > 0 && { "send-mail": now }) };
    const failed = pageInView(await countFailedMail(tx, orgId), failedPerPage, rowsWanted.parse(query));
    const failedMail = await listFailedMail(tx, orgId, limitsOf(failed));
    const noUse = await whyOfNoUse(
      tx,
      failedMail.map(({ id }) => id),
    );
    return {
      jobs: jobNames.map((job) => {
        const run = runs.get(job);
        return {
          job,
          ranAt: run?.ranAt.toISOString() ?? null,
          next: next[job]?.toISOString() ?? null,
          fault: run?.fault ?? null,
          reference: run?.reference ?? null,
          failures: run?.failures ?? 0,
        };
      }),
      mail,
      failed,
      failedMail: failedMail.map(({ failedAt, reason, ...mailed }) => ({
        ...mailed,
        failedAt: failedAt!.toISOString(),
        reason: reason ?? "",
        noUse: noUse.get(mailed.id) ?? null,
      })),
    };
  });
}

type Cycle = Awaited<ReturnType<typeof listCycles>>[number];

/** When each job has something to do next, as far as it is known. */
function nextOf(
  cycles: readonly Cycle[],
  opensAt: Date | undefined,
  now: Date,
): Partial<Record<JobName, Date>> {
  const open = cycles.find(({ state }) => state === "open");
  const closed = cycles.find(({ state }) => state === "closed");
  const publishable = closed?.closedAt ?? open?.closesAt;
  const reminder = open && reminderInstants(open).find(({ at }) => at > now);
  return {
    ...(opensAt && { "open-cycles": opensAt }),
    ...(reminder && { remind: reminder.at }),
    ...(open && { "close-cycles": open.closesAt }),
    ...(publishable && { "publish-cycle": publishable }),
  };
}

/** Runs a job now, in a process that works on the queue. */
export function retryJob(viewer: Viewer, input: unknown): Promise<void> {
  const { job } = parse(retryJobInput, input);
  return asAdmin(viewer, (tx) => queueJobAgain(tx, job));
}

/** Queues a mail once more that was given up; refused as `closed` where it is of no use any more. */
export function retryFailedMail(viewer: Viewer, input: unknown): Promise<void> {
  const { mailId } = parse(retryMailInput, input);
  return asAdmin(viewer, async (tx, client) => {
    if ((await retryMails(tx, [mailId])) === 0) {
      throw new DomainError((await whyOfNoUse(tx, [mailId])).size > 0 ? "closed" : "conflict");
    }
    await enqueue(client, "send-mail", { orgId: viewer.orgId, subjectId: mailId });
  });
}

/** Queues every mail once more that was given up, is listed and is of use; gives how many. */
export function retryAllFailedMail(viewer: Viewer): Promise<{ mails: number }> {
  return asAdmin(viewer, async (tx, client) => {
    const mails = await retryAllMail(tx, viewer.orgId);
    if (mails === 0)
      throw new DomainError((await countFailedMail(tx, viewer.orgId)) > 0 ? "closed" : "conflict");
    await enqueue(client, "send-mail", { orgId: viewer.orgId, subjectId: viewer.orgId });
    return { mails };
  });
}

import { type CronItem, Logger, parseCronItems, run, type TaskList } from "graphile-worker";
import { pool } from "@/db/client";
import { queueSchema } from "@/db/queue";
import { logger } from "../logger";
import { cronItems, tasks } from "./tasks";

/** The queue's own words, without its jobs' payloads and errors in full. */
const quiet = new Logger(() => (level, message) => {
  if (level === "error" || level === "warning")
    logger[level === "error" ? "error" : "warn"]({ jobs: message });
});

export type Jobs = { stop(): Promise<void>; ended: Promise<void> };

const startRunner = (taskList: TaskList, crons: CronItem[]) =>
  run({
    pgPool: pool("worker"),
    schema: queueSchema,
    taskList,
    parsedCronItems: parseCronItems(crons),
    concurrency: 2,
    pollInterval: 5_000,
    noHandleSignals: true,
    logger: quiet,
  });

/**
 * Starts working the queue in this process; several processes share the work. Mail has a runner of its own, because
 * somebody who signs in waits for it and must not wait for a publication.
 */
export async function startJobs(): Promise<Jobs> {
  const { "send-mail": sendMail, ...others } = tasks;
  const runners = [await startRunner({ "send-mail": sendMail }, []), await startRunner(others, cronItems)];
  return {
    stop: async () => void (await Promise.all(runners.map((runner) => runner.stop()))),
    ended: Promise.all(runners.map((runner) => runner.promise)).then(() => undefined),
  };
}

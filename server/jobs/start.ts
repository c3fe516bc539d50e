import { Logger, parseCronItems, run } from "graphile-worker";
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

/** Starts working the queue in this process; several processes share the work. */
export async function startJobs(): Promise<Jobs> {
  const runner = await run({
    pgPool: pool("worker"),
    schema: queueSchema,
    taskList: tasks,
    parsedCronItems: parseCronItems(cronItems),
    concurrency: 2,
    pollInterval: 5_000,
    noHandleSignals: true,
    logger: quiet,
  });
  return { stop: () => runner.stop(), ended: runner.promise };
}

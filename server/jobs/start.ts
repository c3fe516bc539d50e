import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type CronItem,
  Logger,
  parseCronItems,
  type Runner,
  run,
  type TaskList,
  type Worker,
  type WorkerEvents,
  type WorkerPool,
} from "graphile-worker";
import { asWorker, pool } from "@/db/client";
import { codesOf } from "@/db/fault";
import { keepJobs } from "@/db/queries/jobs";
import { queueSchema } from "@/db/queue";
import { logger } from "../logger";
import { cronItems, tasks } from "./tasks";

/** Logs the library's warnings and errors by their message alone: what it passes besides holds payloads of jobs. */
const quiet = new Logger(() => (level, message) => {
  if (level === "error" || level === "warning")
    logger[level === "error" ? "error" : "warn"]({ jobs: message });
});

export type Jobs = { stop(): Promise<void>; ended: Promise<void> };

const RESTART_AFTER = 1_000;
/** How long a job may go on once it is to stop. */
const PATIENCE = 15_000;
/** How often a process says at which jobs it is. */
const KEEP_EVERY = 60_000;

/**
 * A runner that is started again when it ends by itself: any session of the database can make the library end it. Asked
 * to stop, it waits for the job that it is at, and gives it back where that takes longer than `patience`.
 */
async function keepRunning(start: () => Promise<Runner>, patience: number): Promise<Jobs> {
  const stopping = new AbortController();
  let runner: Runner | undefined = await start();
  const work = async () => {
    while (runner) {
      await runner.promise.catch(() => undefined);
      runner = await startAgain(start, stopping.signal);
    }
  };
  const ended = work();
  return {
    stop: async () => {
      stopping.abort();
      // One that has ended by itself has nothing to stop.
      const stopped = runner?.stop().catch(() => undefined);
      const late = sleep(patience, "late", { ref: false });
      if ((await Promise.race([stopped, late])) === "late") {
        logger.warn("a job that goes on too long is given back");
        await runner?.kill().catch(() => undefined);
      }
      await ended;
    },
    ended,
  };
}

/** Tries until a runner works; undefined once the jobs are being stopped. */
async function startAgain(start: () => Promise<Runner>, stopped: AbortSignal): Promise<Runner | undefined> {
  while (!stopped.aborted) {
    logger.error("the job queue ended by itself and is started again");
    try {
      await sleep(RESTART_AFTER, undefined, { signal: stopped });
      const runner = await start();
      if (!stopped.aborted) return runner;
      await runner.stop();
    } catch (error) {
      if (!stopped.aborted) logger.error({ code: codesOf(error).code }, "the job queue could not be started");
    }
  }
  return undefined;
}

/** Says at which jobs this process is; frees those of processes that were killed or lost their database. */
async function keep(workers: readonly Worker[]): Promise<void> {
  const ids = workers.flatMap((worker) => worker.getActiveJob()?.id ?? []);
  await asWorker((tx) => keepJobs(tx, ids)).catch((error) =>
    logger.warn({ code: codesOf(error).code }, "the jobs under way could not be noted"),
  );
}

async function startRunner(taskList: TaskList, crons: CronItem[]): Promise<Runner> {
  const events: WorkerEvents = new EventEmitter();
  let made: WorkerPool | undefined;
  const workers: Worker[] = [];
  events.once("pool:create", ({ workerPool }) => {
    made = workerPool;
  });
  events.on("worker:create", ({ worker }) => workers.push(worker));
  const runner = await run({
    pgPool: pool("worker"),
    schema: queueSchema,
    taskList,
    parsedCronItems: parseCronItems(crons),
    concurrency: 2,
    pollInterval: 5_000,
    noHandleSignals: true,
    logger: quiet,
    events,
    // Otherwise the library awaits nothing of how it notes a job's end: where the database is away then, an unhandled
    // rejection would end the process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  });
  const keeping = setInterval(() => void keep(workers), KEEP_EVERY);
  keeping.unref();
  runner.promise.catch(() => undefined).finally(() => clearInterval(keeping));
  // The library's own does nothing once the runner is stopping.
  return { ...runner, kill: async () => void (await made?.forcefulShutdown("the process ends")) };
}

/**
 * Starts working the queue in this process; several processes share the work. Mail has a runner of its own, because
 * somebody who signs in waits for it and must not wait for a publication.
 */
export async function startJobs(patience = PATIENCE): Promise<Jobs> {
  const { "send-mail": sendMail, ...others } = tasks;
  const runners = [
    await keepRunning(() => startRunner({ "send-mail": sendMail }, []), patience),
    await keepRunning(() => startRunner(others, cronItems), patience),
  ];
  return {
    stop: async () => void (await Promise.all(runners.map((runner) => runner.stop()))),
    ended: Promise.all(runners.map(({ ended }) => ended)).then(() => undefined),
  };
}

import { closePools } from "@/db/client";
import { assertReadyToServe } from "../boot";
import { logger } from "../logger";
import { type Jobs, startJobs } from "./start";

/** `npm run worker`: the queue in a process of its own, after the checks that the web server makes. */
export async function runJobs(): Promise<Jobs> {
  await assertReadyToServe({ runsJobs: true, signsIn: false });
  const jobs = await startJobs();
  logger.info("working the job queue");
  return { stop: () => jobs.stop(), ended: jobs.ended.finally(closePools) };
}

import { closePools } from "@/db/client";
import { logger } from "../logger";
import { startJobs } from "./start";

// `npm run worker`: the queue in a process of its own.
const jobs = await startJobs();
logger.info("working the job queue");
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => void jobs.stop());
await jobs.ended;
await closePools();

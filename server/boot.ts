import { pool } from "@/db/client";
import { queueSchema } from "@/db/queue";
import { assertBootable, isAtMigrationHead } from "@/db/setup/boot-checks";
import { env } from "./env";
import { startJobs } from "./jobs/start";
import { logger } from "./logger";

/** Checks everything that must hold before the first request; throws with what an administrator should do. */
export async function assertReadyToServe(): Promise<void> {
  env();
  for (const role of ["app", "auth", "publisher"] as const) await assertBootable(pool(role));
  await assertBootable(pool("worker"), queueSchema);
}

async function workJobs(): Promise<void> {
  const jobs = await startJobs();
  // A job that is let go of now is taken up by the next process at once, not after hours.
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void jobs.stop());
}

/** Ends the process when it must not serve; the message is all that is printed. */
export async function boot(): Promise<void> {
  try {
    await assertReadyToServe();
    if (env().TWOFOLD_JOBS === "in-process") await workJobs();
  } catch (error) {
    console.error(error instanceof Error ? error.message : "Twofold cannot start.");
    process.exit(1);
  }
}

/** Whether the database answers and is at this version's migration. */
export async function isReady(): Promise<boolean> {
  try {
    return await isAtMigrationHead(pool("app"));
  } catch (error) {
    logger.warn({ code: (error as { code?: string }).code }, "not ready");
    return false;
  }
}

import path from "node:path";

/** `npm run worker`: the job queue in a process of its own, beside an app that shares the database. */
export async function worker(): Promise<void> {
  if (!process.env.DATABASE_URL) {
    throw new Error(
      "The worker needs DATABASE_URL. Over the embedded database the app runs its jobs itself, so none is needed.",
    );
  }
  await import(path.resolve("server/jobs/worker.ts"));
}

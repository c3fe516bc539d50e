import { readFileSync } from "node:fs";
import { pool } from "@/db/client";
import { assertMasterKeys } from "@/db/encryption/data-key";
import { queueSchema } from "@/db/queue";
import { assertBootable } from "@/db/setup/boot-checks";
import { addVersion, type VersionChange } from "@/lib/instrument/versions/versions";
import { assertStrongSignInOffered } from "./auth/strong-sign-in";
import { assertDatabaseUrls, env } from "./env";
import { assertLedgerWritable } from "./erasure/ledger";
import { replayErasures } from "./erasure/replay";
import { noteStop } from "./http/stopping";
import { startJobs } from "./jobs/start";

type ProcessKind = { readonly runsJobs: boolean; readonly signsIn: boolean };

/**
 * Checks everything that must hold before a process begins: settings, each role that it connects as and the master key.
 * People who were erased after the database's backup was taken are erased again. `runsJobs` says whether jobs
 * run in it; only then it needs the publisher and the worker. `signsIn` says whether people sign in to it.
 * Throws with what an administrator should do.
 */
export async function assertReadyToServe({ runsJobs, signsIn }: ProcessKind): Promise<void> {
  assertDatabaseUrls(process.env, runsJobs);
  for (const role of ["app", "auth"] as const) await assertBootable(pool(role));
  await assertMasterKeys(pool("auth"));
  if (signsIn) await assertStrongSignInOffered();
  await replayErasures();
  // A server that people sign in to also erases: it refuses to start rather than refusing the first erasure.
  if (signsIn) assertLedgerWritable(env().TWOFOLD_ERASURE_LEDGER);
  if (!runsJobs) return;
  await assertBootable(pool("publisher"));
  await assertBootable(pool("worker"), queueSchema);
}

async function workJobs(): Promise<void> {
  const jobs = await startJobs();
  // A job that is given back when the process ends is taken up by the next one at once, not after hours.
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void jobs.stop());
}

/** Tests of changing questions need a version that the product does not have yet. */
function readTestQuestions(): void {
  const { TWOFOLD_MODE, TWOFOLD_TEST_QUESTIONS } = env();
  if (TWOFOLD_MODE !== "test" || !TWOFOLD_TEST_QUESTIONS) return;
  const change: VersionChange = JSON.parse(readFileSync(TWOFOLD_TEST_QUESTIONS, "utf8"));
  // Only organizations of tests that open a cycle with it ask it.
  addVersion({ ...change, offered: false });
}

/** Ends the process when it must not serve; the message is all that is printed. */
export async function boot(): Promise<void> {
  // Before Next, which closes its port then.
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.prependOnceListener(signal, noteStop);
  try {
    readTestQuestions();
    const runsJobs = env().TWOFOLD_JOBS === "in-process";
    await assertReadyToServe({ runsJobs, signsIn: true });
    if (runsJobs) await workJobs();
  } catch (error) {
    console.error(error instanceof Error ? error.message : "Twofold cannot start.");
    process.exit(1);
  }
}

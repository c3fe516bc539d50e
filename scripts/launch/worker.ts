import { parseEnv } from "@/server/env";
import { runJobs } from "@/server/jobs/worker";
import { commandLine } from "./command-line";
import { existingDatabase, serverUrls } from "./database";
import { databaseSettings, ledgerSetting, secretSettings } from "./environment";
import { type Lifecycle, withLifecycle } from "./lifecycle";

/**
 * `npm run worker`: the job queue in a process of its own, beside an app with TWOFOLD_JOBS=apart that shares the
 * database.
 */
export function worker(args: readonly string[]): Promise<void> {
  commandLine(args, { usage: "npm run worker" });
  return withLifecycle(async (lifecycle) => {
    Object.assign(process.env, await settingsOf(lifecycle));
    parseEnv(process.env);
    const jobs = await runJobs();
    lifecycle.onStop(() => jobs.stop());
    lifecycle.isServing();
    await jobs.ended;
  });
}

async function settingsOf(lifecycle: Lifecycle): Promise<Record<string, string>> {
  if (await serverUrls(["app", "auth", "publisher", "worker"])) return {};
  const { reach, appUrl } = await existingDatabase(lifecycle);
  return {
    ...secretSettings(reach.secrets),
    ...(appUrl ? { AUTH_URL: appUrl } : {}),
    ...databaseSettings(reach.urls),
    ...ledgerSetting(reach.directory),
    ...pick("AUTH_SECRET", "AUTH_URL"),
  };
}

/** What the environment itself says of these variables. */
function pick(...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

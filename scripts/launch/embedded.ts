import { type Cluster, openCluster } from "@/db/embedded/cluster";
import type { Lifecycle } from "./lifecycle";
import { step } from "./progress";

/** Opens the embedded database for as long as the launcher lives; without a directory, a throwaway one. */
export async function openDatabase(lifecycle: Lifecycle, directory: string | undefined): Promise<Cluster> {
  const notices: string[] = [];
  let started = false;
  const cluster = await step("Starting the database", () =>
    openCluster({
      directory,
      onNotice: (line) => (started ? console.log(line) : notices.push(line)),
      onLost: (error) => {
        console.error(`The database is lost: ${error.message}`);
        void lifecycle.exit(1);
      },
    }),
  );
  started = true;
  for (const line of notices) console.log(line);
  lifecycle.onStop(() => cluster.stop());
  return cluster;
}

import type { TestProject } from "vitest/node";
import { type Cluster, openCluster } from "@/db/embedded/cluster";
import { migrate } from "@/db/setup/migrate";
import type { RolePasswords } from "@/db/setup/roles";

/** What a database test needs to make databases of its own. */
export type TestServer = { adminUrl: string; passwords: RolePasswords };

declare module "vitest" {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

let cluster: Cluster | undefined;

/** Starts one throwaway server for the whole run; its migrated database is the template of all others. */
export async function setup(project: TestProject): Promise<void> {
  cluster = await openCluster();
  await migrate(cluster.urls, "test");
  project.provide("testServer", {
    adminUrl: cluster.adminUrl("postgres"),
    passwords: cluster.secrets.rolePasswords,
  });
}

export async function teardown(): Promise<void> {
  await cluster?.stop();
}

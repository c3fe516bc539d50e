import type pg from "pg";

/** What an installation is for; only a demo or a test may hold personas or shift the clock. */
export type InstallationKind = "production" | "demo" | "test";

/** Says once, as the owner, what this installation is for. Throws if it was set up for something else. */
export async function declareInstallation(client: pg.Client, kind: InstallationKind): Promise<void> {
  await client.query("insert into installation (kind) values ($1) on conflict do nothing", [kind]);
  const { rows } = await client.query<{ kind: InstallationKind }>("select kind from installation");
  if (rows[0]!.kind !== kind) {
    throw new Error(
      `This database was set up as a ${rows[0]!.kind} installation and cannot serve as ${kind}.`,
    );
  }
}

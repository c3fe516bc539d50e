import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as runDrizzle } from "drizzle-orm/node-postgres/migrator";
import { Logger, runMigrations as runQueueMigrations } from "graphile-worker";
import type pg from "pg";
import { installEnqueue, queueSchema } from "../queue";
import { migrationHead, NotBootable } from "./boot-checks";
import { withClient } from "./create-database";
import { declareInstallation, type InstallationKind } from "./installation";
import { recordInstruments } from "./instrument-version";
import { migrationPosition, migrationsFolder } from "./migrate-to";

/** Any constant will do; it only has to be the same for every process that migrates, or reads everything at once. */
export const migrationLock = 2_022_024;
const silent = new Logger(() => () => undefined);

/**
 * Brings a database to the newest migration: Twofold's own as the owner, then the job queue's as the worker role.
 * Processes that migrate at the same time wait for each other. Throws what the first failing statement throws.
 */
export async function migrate(
  urls: { migrate: string; worker: string },
  kind: InstallationKind = "production",
): Promise<void> {
  await withClient(urls.migrate, async (owner) => {
    await owner.query("select pg_advisory_lock($1)", [migrationLock]);
    await refuseOtherEncoding(owner);
    await refuseNewer(owner);
    await refuseOlderData(owner);
    await runDrizzle(drizzle(owner), { migrationsFolder });
    // Every role checks at boot that it meets the schema it was built for.
    const readers = "twofold_app, twofold_auth, twofold_publisher, twofold_worker";
    await owner.query(`grant usage on schema drizzle to ${readers}`);
    await owner.query(`grant select on drizzle.__drizzle_migrations to ${readers}`);
    await declareInstallation(owner, kind);
    await recordInstruments(owner);
    await migrateQueue(owner, urls.worker);
  });
}

async function refuseOtherEncoding(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ server_encoding: string }>("show server_encoding");
  const encoding = rows[0]!.server_encoding;
  if (encoding === "UTF8") return;
  throw new NotBootable(
    `This database stores text as ${encoding}, and names and answers need UTF8. Nothing was changed in it. Make another one: “npm run db:setup -- NAME” makes it in UTF8.`,
  );
}

/** An older build has nothing to add to a newer database, and would write down old versions of what it records. */
async function refuseNewer(owner: pg.Client): Promise<void> {
  const position = await migrationPosition(owner);
  if (!position || position.at <= migrationHead) return;
  throw new NotBootable(
    "This database was migrated by a newer version of Twofold. Nothing was changed in it. Run that version or a later one, or restore the backup from before the upgrade into another database.",
  );
}

/**
 * Results published before unit figures were counted from rows are not carried over: single duos can be worked out from
 * their cells. Nor are answers that were stored in clear. There was no release with either.
 */
async function refuseOlderData(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query(
    `select from information_schema.columns where table_schema = 'public'
      and ((table_name, column_name) = ('published_cells', 'shrunken')
        or (table_name, column_name, data_type) = ('response_parts', 'answers', 'jsonb'))`,
  );
  if (rows.length === 0) return;
  throw new NotBootable(
    "This database was made before the first release of Twofold, and its answers and published figures cannot be carried over. Nothing was changed in it. Start with an empty database, or with another TWOFOLD_DATA_DIR.",
  );
}

/**
 * The worker may create its one schema and the functions in it, and may do neither once that is done. Where PUBLIC has
 * the languages, on a server whose superuser did not make the roles, the two grants of them change nothing.
 */
async function migrateQueue(owner: pg.Client, workerUrl: string) {
  const { rows } = await owner.query<{ database: string; installed: boolean }>(
    "select quote_ident(current_database()) as database, exists (select from pg_tables where schemaname = $1 and tablename = 'migrations') as installed",
    [queueSchema],
  );
  const { database, installed } = rows[0]!;
  if (!installed) await owner.query(`grant create on database ${database} to twofold_worker`);
  await owner.query("grant usage on language plpgsql, sql to twofold_worker");
  try {
    await runQueueMigrations({ connectionString: workerUrl, schema: queueSchema, logger: silent });
    await withClient(workerUrl, installEnqueue);
  } finally {
    await owner.query("revoke usage on language plpgsql, sql from twofold_worker");
    if (!installed) await owner.query(`revoke create on database ${database} from twofold_worker`);
  }
}

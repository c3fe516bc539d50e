import pg from "pg";
import { pool } from "@/db/client";
import { codesOf } from "@/db/fault";
import { isAtMigrationHead } from "@/db/setup/boot-checks";
import { isStopping } from "./http/stopping";
import { logger } from "./logger";

const timeoutMs = 2000;

let own: pg.Pool | undefined;

/** One connection that nothing else uses, so that this question never waits behind those of people. */
function ownConnection(): pg.Pool {
  if (own) return own;
  own = new pg.Pool({
    connectionString: process.env.DATABASE_URL,
    max: 1,
    connectionTimeoutMillis: timeoutMs,
    query_timeout: timeoutMs,
    application_name: "twofold ready",
  });
  own.on("error", () => {});
  return own;
}

/** Takes a connection of the app's pool, as a person's request would, and gives it back at once. */
async function probePool(): Promise<void> {
  const client = await pool("app").connect();
  client.release();
}

const late = (after: number) =>
  new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error("no answer in time")), after).unref();
  });

/**
 * Whether requests may come: the database answers, is at this version's migration, and the app's own pool has a
 * connection to give. False after two seconds at the latest, and from the moment on in which the process is asked to end.
 */
export async function isReady(): Promise<boolean> {
  if (isStopping()) return false;
  try {
    const checks = Promise.all([isAtMigrationHead(ownConnection()), probePool()]);
    const [current] = await Promise.race([checks, late(timeoutMs)]);
    return current;
  } catch (error) {
    logger.warn({ code: codesOf(error).code }, "not ready");
    return false;
  }
}

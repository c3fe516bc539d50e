import type pg from "pg";
import { isSilence } from "./fault";

/** Ends a transaction that failed; gives why its connection cannot be used again. */
export async function rollBack(client: pg.PoolClient, failed: unknown): Promise<Error | undefined> {
  if (isSilence(failed)) return failed as Error;
  return client.query("rollback").then(
    () => undefined,
    (error: Error) => error,
  );
}

/** Gives a connection back to its pool once `work` on it has ended, or closes it where that failed. */
export function releaseAfter(client: pg.PoolClient, work: Promise<unknown>): void {
  work.then(
    () => client.release(),
    (error: Error) => client.release(error),
  );
}

import type pg from "pg";
import { isSilence } from "./fault";

/**
 * A connection as the work of one transaction uses it; after `end` every query of it throws. Where one of several
 * statements at once fails, the transaction is rolled back while the others go on, and a later one would run in the next
 * transaction on that connection, with another person's identity.
 */
export function untilEnd(client: pg.PoolClient): { own: pg.PoolClient; end: () => void } {
  let isOver = false;
  const query = (...asked: Parameters<pg.PoolClient["query"]>) => {
    if (isOver) throw new Error("a statement came after the end of its transaction");
    return client.query(...asked);
  };
  const own = new Proxy(client, {
    get: (_, name) => {
      if (name === "query") return query;
      const value: unknown = Reflect.get(client, name);
      return typeof value === "function" ? value.bind(client) : value;
    },
  });
  return {
    own,
    end: () => {
      isOver = true;
    },
  };
}

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

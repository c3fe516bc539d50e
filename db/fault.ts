import { DrizzleQueryError } from "drizzle-orm/errors";
import pg from "pg";

/** An error that PostgreSQL reported, reduced to its codes: message and detail may quote an answer. */
export class DatabaseFault extends Error {
  /** SQLSTATE, e.g. "23505" for a key that exists. */
  readonly code: string | undefined;
  readonly constraint: string | undefined;
  readonly table: string | undefined;

  constructor({ code, constraint, table }: pg.DatabaseError) {
    super(`the database refused with ${code}`);
    this.name = "DatabaseFault";
    this.code = code;
    this.constraint = constraint;
    this.table = table;
  }
}

/** A query that failed without an answer of PostgreSQL: the connection was lost, refused or not free in time. */
class ConnectionFault extends Error {
  /** Node's code, e.g. "ECONNREFUSED", where there is one. */
  readonly code: string | undefined;

  constructor(code?: unknown) {
    super("the connection to the database failed");
    this.name = "ConnectionFault";
    this.code = typeof code === "string" ? code : undefined;
  }
}

/** No connection, or no lock that a request waited for, was free in time: it may be tried again soon. */
export class BusyFault extends Error {
  constructor() {
    super("no connection to the database was free in time");
    this.name = "BusyFault";
  }
}

/**
 * A statement or a commit was sent, and nothing came back in time: whether it was stored is not known yet. A commit waits
 * like that where the database has to wait for a standby that is gone.
 */
export class UnconfirmedFault extends Error {
  constructor() {
    super("the database did not confirm in time");
    this.name = "UnconfirmedFault";
  }
}

/** Whether a statement was given up because nothing came back: what its connection is asked next would wait as long. */
export function isSilence(error: unknown): boolean {
  const first = error instanceof DrizzleQueryError ? error.cause : error;
  return first instanceof Error && first.message === "Query read timeout";
}

/**
 * SQLSTATEs that say something of the server or the connection, and nothing of the statement: connection, resources, the
 * server's end, its files.
 */
const ofServer = /^(?:08|53|57P|58)/;

/** Whether a standby cancelled a reading because its primary removed what was being read. */
export const isCancelledByPrimary = (error: unknown): boolean =>
  error instanceof DatabaseFault && error.code === "40001";

/** Whether a failure is the server's or the connection's, so that another server may well answer the same statement. */
export function isOfServer(error: unknown): boolean {
  if (error instanceof DatabaseFault) return ofServer.test(error.code ?? "");
  return error instanceof ConnectionFault || error instanceof BusyFault || isSilence(error);
}

/**
 * The same failure without statement, parameters and details, so that it may be logged. drizzle wraps whatever its
 * query threw, with the statement in the message; other errors are the caller's own and pass through.
 */
export function withoutValues(error: unknown): unknown {
  if (error instanceof pg.DatabaseError) return new DatabaseFault(error);
  if (!(error instanceof DrizzleQueryError)) return error;
  const { cause } = error;
  return cause instanceof pg.DatabaseError
    ? new DatabaseFault(cause)
    : new ConnectionFault((cause as { code?: unknown } | undefined)?.code);
}

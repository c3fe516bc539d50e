import { randomBytes } from "node:crypto";
import { DrizzleQueryError } from "drizzle-orm/errors";
import pg from "pg";
import { busyReference, unconfirmedReference } from "@/lib/domain/busy-answer";
import { planOutdated } from "./named";

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

/** SQLSTATE or Node's code of a failure, and the constraint that refused, where it has them. */
export function codesOf(error: unknown): { code?: string; constraint?: string } {
  if (!(error instanceof Error)) return {};
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return {
    ...(typeof code === "string" && { code }),
    ...(typeof constraint === "string" && { constraint }),
  };
}

/** Whether a row was refused because another one has its key. */
export const isDuplicateKey = (error: unknown): boolean => codesOf(error).code === "23505";

/** A query that failed without an answer of PostgreSQL: the connection was lost, refused or not free in time. */
class ConnectionFault extends Error {
  /** Node's code, e.g. "ECONNREFUSED", where there is one. */
  readonly code: string | undefined;
  /** Which of the driver's failures it was, or else the class of the error; never its text. */
  readonly driver: string;

  constructor(error?: unknown) {
    super("the connection to the database failed");
    this.name = "ConnectionFault";
    this.code = codesOf(error).code;
    this.driver = error instanceof Error ? (ofDriver[error.message] ?? error.constructor.name) : typeof error;
  }
}

/** The failures of the driver and its pool that have no code, by their messages. */
const ofDriver: Readonly<Record<string, string>> = {
  "Connection terminated unexpectedly": "ended-by-server",
  "Connection terminated": "ended-here",
  "Connection terminated due to connection timeout": "not-made-in-time",
  "timeout exceeded when trying to connect": "none-free-in-time",
  "Client has encountered a connection error and is not queryable": "lost-before",
  "Client was closed and is not queryable": "closed-before",
  "Cannot use a pool after calling end on the pool": "pool-ended",
  "Query read timeout": "silent",
};

const newReference = (prefix: string) => prefix + randomBytes(4).toString("hex");

/**
 * The database could not serve this now, and has stored nothing of it: no connection or no lock was free in time, or the
 * server or the connection failed before the commit was sent. It may be tried again soon.
 */
export class BusyFault extends Error {
  /** What failed, where more than time did. */
  declare readonly cause: DatabaseFault | ConnectionFault | undefined;
  /** SQLSTATE or Node's code of the cause. */
  readonly code: string | undefined;
  /** The reference that the error page is given, by which it chooses its words. */
  readonly digest = newReference(busyReference);

  constructor(cause?: DatabaseFault | ConnectionFault) {
    super("the database could not serve this in time", { cause });
    this.name = "BusyFault";
    this.code = cause?.code;
  }
}

/**
 * A statement or a commit was sent, and nothing came back in time or the connection was lost: whether it was stored is
 * not known yet. A commit waits like that where the database has to wait for a standby that is gone.
 */
export class UnconfirmedFault extends Error {
  readonly digest = newReference(unconfirmedReference);

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
/** And those of a server that had too much to do: a lock, a deadlock, a transaction in another's way, a time limit. */
const ofLoad = /^(?:40|55|57)/;
/** Codes of Node, as "ECONNREFUSED". */
const ofNode = /^E[A-Z]+$/;
/** SQLSTATEs of what may be tried again: a lock that was not free in time, and a kept plan from before a migration. */
const passing = new Set(["55P03", planOutdated]);

/** Whether a standby cancelled a reading because its primary removed what was being read. */
export const isCancelledByPrimary = (error: unknown): boolean =>
  error instanceof DatabaseFault && error.code === "40001";

/** Whether a failure is the server's or the connection's, so that another server may well answer the same statement. */
export function isOfServer(error: unknown): boolean {
  if (error instanceof DatabaseFault) return ofServer.test(error.code ?? "");
  return error instanceof ConnectionFault || error instanceof BusyFault || isSilence(error);
}

/**
 * Whether a failure is for an operator of the database to look at: it was away, full or had too much to do, and nothing of
 * what it was asked is at fault. Also of an error as the driver or Node throws it.
 */
export function isOfDatabase(error: unknown): boolean {
  if (isOfServer(error) || error instanceof UnconfirmedFault) return true;
  const { code = "" } = codesOf(error);
  return [ofServer, ofLoad, ofNode].some((codes) => codes.test(code));
}

/**
 * The same failure without statement, parameters and details, so that it may be logged. drizzle wraps whatever its
 * query threw, with the statement in the message; other errors are the caller's own and pass through.
 */
export function withoutValues(error: unknown): unknown {
  if (error instanceof pg.DatabaseError) return new DatabaseFault(error);
  if (!(error instanceof DrizzleQueryError)) return error;
  const { cause } = error;
  return cause instanceof pg.DatabaseError ? new DatabaseFault(cause) : new ConnectionFault(cause);
}

/**
 * A failure before a commit was sent, as the caller gets it: `BusyFault` where the server, the connection or a lock failed
 * and not the statement. `isLost` says that the connection was lost meanwhile; its queries then fail with a plain
 * error of Node or of the driver.
 */
export function asBusy(error: unknown, isLost: boolean): unknown {
  const plain = withoutValues(error);
  if (plain instanceof DatabaseFault) {
    return isOfServer(plain) || passing.has(plain.code ?? "") ? new BusyFault(plain) : plain;
  }
  if (!isLost && !isSilence(error)) return plain;
  if (plain instanceof ConnectionFault) return new BusyFault(plain);
  const isPlain = plain instanceof Error && Object.getPrototypeOf(plain) === Error.prototype;
  return isPlain ? new BusyFault(new ConnectionFault(plain)) : plain;
}

/** The same where no connection could be made: `BusyFault`, unless PostgreSQL itself refused with another reason. */
export function asUnreachable(error: unknown): unknown {
  return error instanceof pg.DatabaseError || error instanceof BusyFault
    ? asBusy(error, false)
    : new BusyFault(new ConnectionFault(error));
}

/** A failure after the commit was sent: what PostgreSQL refused it with, or `UnconfirmedFault`. */
export function asUnconfirmed(error: unknown): unknown {
  const plain = withoutValues(error);
  return plain instanceof DatabaseFault && !isOfServer(plain) ? plain : new UnconfirmedFault();
}

import { DrizzleQueryError } from "drizzle-orm/errors";
import pg from "pg";

/** What the database refused, without the values it was about: its own words may quote an answer. */
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

/** The same failure, fit for a log: statements, parameters and details stay behind; other errors pass through. */
export function withoutValues(error: unknown): unknown {
  const source = error instanceof DrizzleQueryError ? error.cause : error;
  return source instanceof pg.DatabaseError ? new DatabaseFault(source) : source;
}

import type pg from "pg";

/** How many statements get a name in the life of a process, and so at most on one connection, which keeps a plan of each. */
const mostNames = 100;
/** How many texts are remembered that came once. */
const mostSeen = 1000;

type Named = { name: string; text: string };

/** What the process knows, for all of its connections. */
const seen = new Set<string>();
const names = new Map<string, Named>();
let given = 0;

/** The name of a text that comes at least for the second time: many come once, as their length depends on a list. */
function nameOf(text: string): Named | undefined {
  const known = names.get(text);
  if (known || given === mostNames) return known;
  if (!seen.delete(text)) {
    if (seen.size === mostSeen) seen.clear();
    seen.add(text);
    return undefined;
  }
  given++;
  const named = { name: `s${given}`, text };
  names.set(text, named);
  return named;
}

/** SQLSTATE of a kept statement whose columns have other types since a migration. */
export const planOutdated = "0A000";
/** SQLSTATEs that say that the server knows other names than this connection gave. */
const namesDiffer = new Set(["26000", "42P05"]);

/** The driver takes a statement for known although it closed it, when a value of its first use cannot be written. */
const isWritable = (value: unknown): boolean =>
  typeof value !== "object" ||
  value === null ||
  value instanceof Date ||
  value instanceof Uint8Array ||
  (Array.isArray(value) && value.every(isWritable));

type Config = { text?: string; name?: string };
type Query = (config: Config | string, values?: unknown) => Promise<pg.QueryResult>;
type Driver = { connection: pg.Connection; processID: number; query: Query };

/**
 * Names the statements of a connection, so that the database reads each once and may keep its plan. Only where nothing is
 * between the two: a pooler gives a transaction any of its connections, and few know on which of them a name exists. Such
 * a one makes up the process id that it tells at the beginning, so it is compared with the server's own. Nobody waits for
 * that answer, which comes before the first one that was asked for.
 */
export function withNames(client: pg.ClientBase): void {
  const driver = client as unknown as Driver;
  const query = driver.query.bind(driver);
  let isDirect = false;
  query("select pg_backend_pid() as pid").then(
    ({ rows }) => {
      isDirect = rows[0]?.pid === driver.processID;
    },
    () => {},
  );
  driver.connection.on("errorMessage", ({ code }: { code?: string }) => {
    if (code === planOutdated) names.clear();
    if (code && namesDiffer.has(code)) isDirect = false;
  });
  driver.query = (config, ...rest) => {
    const [values] = rest;
    const mayHaveName = isDirect && typeof config === "object" && config.text && !config.name;
    if (!mayHaveName || !Array.isArray(values) || values.length === 0 || !values.every(isWritable)) {
      return query(config, ...rest);
    }
    return query({ ...config, ...nameOf(config.text!) }, ...rest);
  };
}

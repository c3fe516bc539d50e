import { createHash } from "node:crypto";
import type pg from "pg";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { withConnection } from "@/db/client";
import { withoutValues } from "@/db/fault";
import { DomainError } from "../errors";

/** Everything that is counted, as points in a number of seconds. The database counts, so that processes share it. */
const limits = {
  /** Mails asked for one address, invited or not. No longer than a link lives: one of the five still works. */
  "mail-address": { points: 5, duration: 600 },
  /** Mails asked for from one network: an office of 500 people on the opening day, three times over. */
  "mail-network": { points: 1500, duration: 900 },
  "mail-everybody": { points: 10_000, duration: 900 },
  /** Challenges for passkeys, asked for from one network and over the whole installation. */
  "passkey-network": { points: 1500, duration: 900 },
  "passkey-everybody": { points: 10_000, duration: 900 },
  /** Wrong codes: for one address, from one network, and over the whole installation, where 1,500 a day out of a
   * million possible codes are one lucky guess in 650 days of attack. */
  "code-address": { points: 10, duration: 3600 },
  "code-network": { points: 100, duration: 3600 },
  "code-everybody": { points: 300, duration: 3600 },
  "code-everybody-day": { points: 1500, duration: 86_400 },
  /** Changes by one person: an autosave each second would stay below. */
  write: { points: 600, duration: 300 },
} as const;

export type Limit = keyof typeof limits;
/** A limit and whose points it counts: an address, a network, a person. */
export type Counted = readonly [limit: Limit, key: string];

/** Keys are stored hashed: they may be addresses. */
const hashed = (key: string) => createHash("sha256").update(key).digest("base64url");
const settings = (name: Limit) => ({
  tableName: "rate_limits",
  tableCreated: true,
  keyPrefix: name,
  ...limits[name],
});

/** A prepared statement with a name belongs to a session, and behind PgBouncer each statement may have another one. */
const unnamed = ({ text, values }: pg.QueryConfig) => ({ text, values });

/**
 * Changes are counted without waiting for the disk or a standby: the change itself waits for both. A crash may forget the
 * counts of its last second. Throws where the library words its counting otherwise, which a new version of it may.
 */
const soon = ({ text, values }: pg.QueryConfig) => {
  const counting = /(RETURNING points, expire);$/;
  if (/^\s*INSERT/.test(text) && !counting.test(text))
    throw new Error("The counting statement ends otherwise.");
  return {
    text: text.replace(counting, "$1, set_config('synchronous_commit', 'off', true)"),
    values,
  };
};

const limiters = new Map<Limit, RateLimiterPostgres>();

function limiter(name: Limit): RateLimiterPostgres {
  const known = limiters.get(name);
  if (known) return known;
  const made = new RateLimiterPostgres({
    ...settings(name),
    storeClient: {
      query: (statement: pg.QueryConfig) =>
        name === "write"
          ? withConnection("app", (client) => client.query(soon(statement)))
          : withConnection("auth", (client) => client.query(unnamed(statement))),
    },
    storeType: "client",
    // Beyond the limit a further try costs the database nothing more.
    inMemoryBlockOnConsumed: limits[name].points + 1,
  });
  limiters.set(name, made);
  return made;
}

/** Counts one try; throws "too-many" beyond the limit. */
export async function countTowards(...[name, key]: Counted): Promise<void> {
  try {
    await limiter(name).consume(hashed(key));
  } catch (refused) {
    if (refused instanceof RateLimiterRes) throw new DomainError("too-many");
    throw withoutValues(refused);
  }
}

/**
 * Makes an attempt and counts it against several limits if it fails, all inside the caller's transaction. The counters
 * are taken before the attempt and stay locked until the transaction ends: attempts at the same time wait for each
 * other, so none is made beyond a limit, and one that succeeds counts against none. Throws "too-many" where a limit
 * is reached; nothing is counted then, because the caller's transaction fails.
 */
export async function countFailure<T extends { failed: boolean }>(
  client: pg.ClientBase,
  counted: readonly Counted[],
  attempt: () => Promise<T>,
): Promise<T> {
  const counters = counted.map(([name, key]) => ({
    key: hashed(key),
    limiter: new RateLimiterPostgres({
      ...settings(name),
      storeClient: { query: (statement: pg.QueryConfig) => client.query(unnamed(statement)) },
      storeType: "client",
      clearExpiredByTimeout: false,
    }),
  }));
  try {
    for (const { limiter, key } of counters) await limiter.consume(key);
    const outcome = await attempt();
    if (!outcome.failed) for (const { limiter, key } of counters) await limiter.reward(key);
    return outcome;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) throw new DomainError("too-many");
    throw withoutValues(refused);
  }
}

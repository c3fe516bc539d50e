import { createHash } from "node:crypto";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { pool } from "@/db/client";
import { withoutValues } from "@/db/fault";
import { env } from "../env";
import { DomainError } from "../errors";

/** Points in a number of seconds, counted in the database, so that they hold across processes. */
const limits = {
  /** Mails asked for one address, invited or not. */
  "mail-address": { role: "auth", points: 5, duration: 900 },
  /** Mails asked for from one network address. */
  "mail-network": { role: "auth", points: 40, duration: 900 },
  /** Codes and links tried from one network address. */
  "verify-network": { role: "auth", points: 60, duration: 900 },
  /** Codes tried for one address. */
  "verify-address": { role: "auth", points: 20, duration: 3600 },
  /** Changes by one person: an autosave each second would stay below. */
  write: { role: "app", points: 600, duration: 300 },
} as const;

export type Limit = keyof typeof limits;

const limiters = new Map<Limit, RateLimiterPostgres>();

function limiter(name: Limit): RateLimiterPostgres {
  const { role, points, duration } = limits[name];
  const known = limiters.get(name);
  if (known) return known;
  const made = new RateLimiterPostgres({
    storeClient: pool(role),
    storeType: "pool",
    tableName: "rate_limits",
    tableCreated: true,
    keyPrefix: name,
    points,
    duration,
    // Whoever is over the limit costs the database nothing more.
    inMemoryBlockOnConsumed: points + 1,
  });
  limiters.set(name, made);
  return made;
}

/** Counts one try; throws "too-many" beyond the limit. The key is stored hashed: it may be an address. */
export async function countTowards(name: Limit, key: string): Promise<void> {
  const hashed = createHash("sha256").update(key).digest("base64url");
  try {
    await limiter(name).consume(hashed);
  } catch (refused) {
    if (refused instanceof RateLimiterRes) throw new DomainError("too-many");
    throw withoutValues(refused);
  }
}

/** The network address a request came from: what the outermost of our own proxies saw. */
export function networkOf(headers: Headers): string {
  const hops = (headers.get("x-forwarded-for") ?? "").split(",").map((hop) => hop.trim());
  return hops.at(-Math.max(1, env().TRUSTED_PROXIES)) ?? "";
}

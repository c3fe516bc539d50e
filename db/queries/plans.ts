import { sql } from "drizzle-orm";
import type { Tx } from "../client";

/**
 * From here on the transaction's statements run by the plans that are kept of them, made for any values. PostgreSQL would
 * weigh that each time, and plans most statements of a view anew for each reader: it takes their lists of cycles and units
 * for longer than they are. Sent at once, before whatever is asked next. Not for a list that is read in the order of an
 * index up to a limit: a plan for any limit sorts all of it.
 */
export const keepPlans = (tx: Tx) =>
  // Asked for now: what drizzle returns asks once it is awaited, and so after what others ask meanwhile.
  tx.execute(sql`set local plan_cache_mode = force_generic_plan`).execute();

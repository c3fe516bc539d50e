import type pg from "pg";
import type { Tx } from "@/db/client";
import type { Unreadable } from "@/db/encryption/sealed-rows";

/** The publication at work: one cycle of one organization, inside the publisher's transaction. */
export type CyclePublication = {
  tx: Tx;
  client: pg.ClientBase;
  orgId: string;
  cycleId: string;
  /** Filled while stored answers, scores and states are read. */
  unreadable: Unreadable;
};

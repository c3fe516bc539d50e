import type pg from "pg";

/** Where a publication is at work: one cycle of one organization, inside the publisher's transaction. */
export type Place = { client: pg.ClientBase; orgId: string; cycleId: string };

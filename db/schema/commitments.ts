import { sql } from "drizzle-orm";
import { check, foreignKey, integer, pgTable, primaryKey, unique, uuid } from "drizzle-orm/pg-core";
import { COMMITMENTS_AT_MOST } from "@/lib/domain/commitments";
import { commitmentPolicies } from "../policies/responses";
import { orgId } from "./columns";
import { duoCycles } from "./cycles";
import { sealed } from "./organization-keys";

/** What the two of a duo promise each other until their next cycle, which begins by asking whether it was kept. */
export const commitments = pgTable(
  "commitments",
  {
    orgId: orgId(),
    cycleId: uuid("cycle_id").notNull(),
    duoId: uuid("duo_id").notNull(),
    /** A cycle has as many places as a duo may make commitments. */
    slot: integer("slot").notNull(),
    /** Given by the form that made it: what is sent a second time by the same form is the same commitment. */
    id: uuid("id").notNull().defaultRandom(),
    /** Raised by every change; a change that names an older one finds no row, so the two cannot overwrite each other. */
    revision: integer("revision").notNull().default(1),
    /** Text, dimension and owner, encrypted. */
    content: sealed("content").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.cycleId, t.duoId, t.slot] }),
    unique("commitments_of_one_form").on(t.orgId, t.cycleId, t.duoId, t.id),
    foreignKey({
      columns: [t.orgId, t.cycleId, t.duoId],
      foreignColumns: [duoCycles.orgId, duoCycles.cycleId, duoCycles.duoId],
    }),
    check("commitments_at_most", sql`${t.slot} between 1 and ${sql.raw(String(COMMITMENTS_AT_MOST))}`),
    ...commitmentPolicies,
  ],
);

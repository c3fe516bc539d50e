import { sql } from "drizzle-orm";
import { check, date, foreignKey, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { actionKinds } from "@/lib/domain/noted-actions";
import { notedActionPolicies } from "../policies/noted-actions";
import { instantNow, listed, orgId, sessionPerson, times } from "./columns";
import { publishedDuos } from "./published";

/**
 * What leaders noted that was done for a duo: a kind and a day, never a text. Seen at once by the two partners and by the
 * leaders who read the row of the duo that it was noted on.
 */
export const notedActions = pgTable(
  "noted_actions",
  {
    orgId: orgId(),
    duoId: uuid("duo_id").notNull(),
    doneOn: date("done_on").notNull(),
    kind: text("kind", { enum: actionKinds }).notNull(),
    /** The cycle whose row of the duo its author was reading. */
    cycleId: uuid("cycle_id").notNull(),
    notedBy: sessionPerson("noted_by").notNull(),
    notedAt: instantNow("noted_at"),
  },
  (t) => [
    // The same for the same day is one action, also when two leaders note it.
    primaryKey({ columns: [t.orgId, t.duoId, t.doneOn, t.kind] }),
    foreignKey({
      columns: [t.orgId, t.cycleId, t.duoId],
      foreignColumns: [publishedDuos.orgId, publishedDuos.cycleId, publishedDuos.duoId],
    }),
    times("noted_actions", { days: [t.doneOn] }),
    check("noted_actions_kind", sql`${t.kind} in (${listed(actionKinds)})`),
    ...notedActionPolicies,
  ],
);

import { foreignKey, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { duoTalkPolicies, talkingPointPolicies } from "../policies/responses";
import { instantNow, orgId } from "./columns";
import { duoCycles } from "./cycles";
import { sealed } from "./organization-keys";

/** That the two of a duo talked about a cycle, noted by either of them and seen by both alone. */
export const duoTalks = pgTable(
  "duo_talks",
  {
    orgId: orgId(),
    cycleId: uuid("cycle_id").notNull(),
    duoId: uuid("duo_id").notNull(),
    /** Who noted it. */
    personId: uuid("person_id").notNull(),
    talkedAt: instantNow("talked_at"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.cycleId, t.duoId] }),
    foreignKey({
      columns: [t.orgId, t.cycleId, t.duoId],
      foreignColumns: [duoCycles.orgId, duoCycles.cycleId, duoCycles.duoId],
    }),
    ...duoTalkPolicies,
  ],
);

/** What the two of a duo picked for their talk about a cycle. */
export const talkingPoints = pgTable(
  "talking_points",
  {
    orgId: orgId(),
    cycleId: uuid("cycle_id").notNull(),
    duoId: uuid("duo_id").notNull(),
    /** Codes of areas and questions, encrypted: they tell where the two differ. */
    codes: sealed("codes").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.cycleId, t.duoId] }),
    foreignKey({
      columns: [t.orgId, t.cycleId, t.duoId],
      foreignColumns: [duoCycles.orgId, duoCycles.cycleId, duoCycles.duoId],
    }),
    ...talkingPointPolicies,
  ],
);

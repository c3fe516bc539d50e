import { sql } from "drizzle-orm";
import { foreignKey, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { CycleConstants } from "@/lib/engine/run-cycle";
import { sides } from "@/lib/instrument/answers";
import { withdrawnScorePolicies } from "../policies/responses";
import { appSelect, inOrgPublisher, viewerPerson } from "../policies/viewer";
import { orgId } from "./columns";
import { cycles, duoCycles } from "./cycles";
import { sealed } from "./organization-keys";

/**
 * The engine's numbers and carried state, for the publisher alone. `history` says which cycles they are computed
 * from: all of them, or only the scoped ones that a leader's row may use.
 */
export const publishedDuoEvidence = pgTable(
  "published_duo_evidence",
  {
    orgId: orgId(),
    cycleId: uuid("cycle_id").notNull(),
    duoId: uuid("duo_id").notNull(),
    history: text("history", { enum: ["all", "scoped"] }).notNull(),
    /** The engine's numbers, flags and since, as `Evidence` says: encrypted. */
    evidence: sealed("evidence").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.cycleId, t.history, t.duoId] }),
    foreignKey({ columns: [t.orgId, t.cycleId], foreignColumns: [cycles.orgId, cycles.id] }),
    ...inOrgPublisher("published_duo_evidence"),
  ],
);

/** Constants of a cycle (index, noise, priors): stored, because an erasure would change them if they were recomputed. */
export const publishedConstants = pgTable(
  "published_constants",
  {
    orgId: orgId(),
    cycleId: uuid("cycle_id").notNull(),
    history: text("history", { enum: ["all", "scoped"] }).notNull(),
    constants: jsonb("constants").$type<CycleConstants>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.cycleId, t.history] }),
    foreignKey({ columns: [t.orgId, t.cycleId], foreignColumns: [cycles.orgId, cycles.id] }),
    ...inOrgPublisher("published_constants"),
  ],
);

/** Person scores are personal data: the engine's history, readable by the publisher and the person, gone with an erasure. */
export const personScores = pgTable(
  "person_scores",
  {
    orgId: orgId(),
    cycleId: uuid("cycle_id").notNull(),
    duoId: uuid("duo_id").notNull(),
    personId: uuid("person_id").notNull(),
    side: text("side", { enum: sides }).notNull(),
    /** The person's figures (`PersonFigures`), encrypted. */
    scores: sealed("scores").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.cycleId, t.duoId, t.side] }),
    foreignKey({
      columns: [t.orgId, t.cycleId, t.duoId],
      foreignColumns: [duoCycles.orgId, duoCycles.cycleId, duoCycles.duoId],
    }),
    // A person reads what their own answers came to.
    appSelect("person_scores_own_read", sql`person_id = ${viewerPerson}`),
    ...inOrgPublisher("person_scores"),
    ...withdrawnScorePolicies,
  ],
);

import { sql } from "drizzle-orm";
import { check, foreignKey, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { Answers } from "@/lib/instrument/answers";
import { responsePartPolicies, responsePolicies, trustConsentPolicies } from "../policies/responses";
import { instant, orgId } from "./columns";
import { duoCycles, instrumentVersions } from "./cycles";

export const responses = pgTable(
  "responses",
  {
    orgId: orgId(),
    cycleId: uuid("cycle_id").notNull(),
    duoId: uuid("duo_id").notNull(),
    authorId: uuid("author_id").notNull(),
    side: text("side", { enum: ["ic", "manager"] }).notNull(),
    state: text("state", { enum: ["draft", "submitted"] })
      .notNull()
      .default("draft"),
    /** Raised by every save; a save that names an older one is refused, so two tabs cannot overwrite each other. */
    revision: integer("revision").notNull().default(0),
    instrumentVersion: text("instrument_version")
      .notNull()
      .references(() => instrumentVersions.version),
    promiseVersion: text("promise_version").notNull(),
    promiseAcceptedAt: instant("promise_accepted_at").notNull(),
    submittedAt: instant("submitted_at"),
    /** The client's key of the last submission in force: a repeat gets the same answer. */
    submissionKey: uuid("submission_key"),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.cycleId, t.duoId, t.authorId] }),
    foreignKey({
      columns: [t.orgId, t.cycleId, t.duoId],
      foreignColumns: [duoCycles.orgId, duoCycles.cycleId, duoCycles.duoId],
    }),
    check("responses_submitted_at", sql`(${t.state} = 'submitted') <= (${t.submittedAt} is not null)`),
    ...responsePolicies,
  ],
);

export const confidentialityClasses = ["S", "A", "P", "trust", "comment", "note"] as const;

/** Answers, one row per confidentiality class, because policies filter rows and not columns. */
export const responseParts = pgTable(
  "response_parts",
  {
    orgId: orgId(),
    cycleId: uuid("cycle_id").notNull(),
    duoId: uuid("duo_id").notNull(),
    authorId: uuid("author_id").notNull(),
    class: text("class", { enum: confidentialityClasses }).notNull(),
    /** The submitted version stays in force while a changed one is still a draft. */
    stage: text("stage", { enum: ["draft", "final"] }).notNull(),
    answers: jsonb("answers").$type<Answers>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.cycleId, t.duoId, t.authorId, t.class, t.stage] }),
    foreignKey({
      columns: [t.orgId, t.cycleId, t.duoId, t.authorId],
      foreignColumns: [responses.orgId, responses.cycleId, responses.duoId, responses.authorId],
    }),
    check("response_parts_class", sql`${t.class} in ('S', 'A', 'P', 'trust', 'comment', 'note')`),
    check("response_parts_stage", sql`${t.stage} in ('draft', 'final')`),
    ...responsePartPolicies,
  ],
);

/** A partner's agreement to show their trust answer to the other; it opens only when both gave it. */
export const trustConsents = pgTable(
  "trust_consents",
  {
    orgId: orgId(),
    cycleId: uuid("cycle_id").notNull(),
    duoId: uuid("duo_id").notNull(),
    personId: uuid("person_id").notNull(),
    givenAt: instant("given_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.cycleId, t.duoId, t.personId] }),
    foreignKey({
      columns: [t.orgId, t.cycleId, t.duoId],
      foreignColumns: [duoCycles.orgId, duoCycles.cycleId, duoCycles.duoId],
    }),
    ...trustConsentPolicies,
  ],
);

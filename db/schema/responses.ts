import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  foreignKey,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { sides } from "@/lib/instrument/answers";
import { partClasses } from "@/lib/instrument/confidentiality";
import {
  answerWithdrawalPolicies,
  cycleDeclinePolicies,
  responsePartPolicies,
  responsePolicies,
  trustConsentPolicies,
} from "../policies/responses";
import { instant, instantNow, listed, orgId, times } from "./columns";
import { duoCycleSides, duoCycles, instrumentVersions } from "./cycles";
import { sealed } from "./organization-keys";

export const responses = pgTable(
  "responses",
  {
    orgId: orgId(),
    cycleId: uuid("cycle_id").notNull(),
    duoId: uuid("duo_id").notNull(),
    authorId: uuid("author_id").notNull(),
    side: text("side", { enum: sides }).notNull(),
    state: text("state", { enum: ["draft", "submitted"] })
      .notNull()
      .default("draft"),
    /** Raised by every save; a save that names an older one is refused, so two tabs cannot overwrite each other. */
    revision: integer("revision").notNull().default(0),
    instrumentVersion: text("instrument_version")
      .notNull()
      .references(() => instrumentVersions.version),
    promiseVersion: text("promise_version").notNull(),
    promiseAcceptedAt: instantNow("promise_accepted_at"),
    submittedAt: instant("submitted_at"),
    /** The client's key of the last submission in force: a repeat gets the same answer. */
    submissionKey: uuid("submission_key"),
    /** The client's key of the last save or submission, by which a page that got no answer knows its own request. */
    writeKey: uuid("write_key").notNull().defaultRandom(),
    updatedAt: instantNow("updated_at"),
    /** Seconds from save to save until the first submission, a pause as two minutes; the database counts them. */
    answeringSeconds: integer("answering_seconds").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.cycleId, t.duoId, t.authorId] }),
    // The author answers on the side that is theirs.
    foreignKey({
      name: "responses_own_seat",
      columns: [t.orgId, t.cycleId, t.duoId, t.side, t.authorId],
      foreignColumns: [
        duoCycleSides.orgId,
        duoCycleSides.cycleId,
        duoCycleSides.duoId,
        duoCycleSides.side,
        duoCycleSides.personId,
      ],
    }),
    times("responses", { instants: [t.promiseAcceptedAt, t.submittedAt, t.updatedAt] }),
    check("responses_state", sql`${t.state} in ('draft', 'submitted')`),
    check("responses_submitted_at", sql`(${t.state} = 'submitted') <= (${t.submittedAt} is not null)`),
    ...responsePolicies,
  ],
);

/** Answers, one row per confidentiality class, because policies filter rows and not columns. */
export const responseParts = pgTable(
  "response_parts",
  {
    orgId: orgId(),
    cycleId: uuid("cycle_id").notNull(),
    duoId: uuid("duo_id").notNull(),
    authorId: uuid("author_id").notNull(),
    class: text("class", { enum: partClasses }).notNull(),
    /** The submitted version stays in force while a changed one is still a draft. */
    stage: text("stage", { enum: ["draft", "final"] }).notNull(),
    /** Answers by item code, encrypted. */
    answers: sealed("answers").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.cycleId, t.duoId, t.authorId, t.class, t.stage] }),
    foreignKey({
      columns: [t.orgId, t.cycleId, t.duoId, t.authorId],
      foreignColumns: [responses.orgId, responses.cycleId, responses.duoId, responses.authorId],
    }),
    check("response_parts_class", sql`${t.class} in (${listed(partClasses)})`),
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
    givenAt: instantNow("given_at"),
    /** The transaction that gave it: only there a word may be taken back although the other agreed before. */
    givenIn: bigint("given_in", { mode: "bigint" })
      .notNull()
      .default(sql`(pg_current_xact_id()::text)::bigint`),
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

/** Who declined an open cycle: no reminder goes to them. Without a time, which would tell more than that. */
export const cycleDeclines = pgTable(
  "cycle_declines",
  {
    orgId: orgId(),
    cycleId: uuid("cycle_id").notNull(),
    duoId: uuid("duo_id").notNull(),
    personId: uuid("person_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.cycleId, t.duoId, t.personId] }),
    // A cycle that is cancelled before anybody begins to answer goes with who declined it.
    foreignKey({
      columns: [t.orgId, t.cycleId, t.duoId],
      foreignColumns: [duoCycles.orgId, duoCycles.cycleId, duoCycles.duoId],
    }).onDelete("cascade"),
    ...cycleDeclinePolicies,
  ],
);

/**
 * Who asked for their answers of a cycle to be removed. Between the close and the publication the request waits, and
 * is carried out with the publication; at other times it is carried out at once.
 */
export const answerWithdrawals = pgTable(
  "answer_withdrawals",
  {
    orgId: orgId(),
    cycleId: uuid("cycle_id").notNull(),
    duoId: uuid("duo_id").notNull(),
    personId: uuid("person_id").notNull(),
    /** The cycle's state at that moment; past its closing time an open one counts as closed. "draft" of what was not submitted. */
    askedIn: text("asked_in", { enum: ["draft", "open", "closed", "published"] }).notNull(),
    askedAt: instantNow("asked_at"),
    carriedOutAt: instant("carried_out_at"),
    /** Both were final at that moment: the partner may have read the answers, so theirs change no more. */
    wasRevealed: boolean("was_revealed").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.cycleId, t.duoId, t.personId] }),
    foreignKey({
      columns: [t.orgId, t.cycleId, t.duoId],
      foreignColumns: [duoCycles.orgId, duoCycles.cycleId, duoCycles.duoId],
    }),
    check("answer_withdrawals_asked_in", sql`${t.askedIn} in ('draft', 'open', 'closed', 'published')`),
    check("answer_withdrawals_waits", sql`${t.askedIn} = 'closed' or ${t.carriedOutAt} is not null`),
    ...answerWithdrawalPolicies,
  ],
);

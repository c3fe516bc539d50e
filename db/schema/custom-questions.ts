import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { type CustomSlot, customClasses, customKinds } from "@/lib/instrument/custom-questions";
import {
  appInsert,
  appSelect,
  appUpdate,
  functionPolicies,
  isAdmin,
  publisherSelect,
} from "../policies/viewer";
import { instant, instantNow, isName, listed, orgId, times } from "./columns";
import { cycles } from "./cycles";
import { organizations } from "./organizations";

/**
 * Questions of an organization's own. Words and class never change, so that old results keep their meaning; at most two
 * questions are in force.
 */
export const customQuestions = pgTable(
  "custom_questions",
  {
    orgId: orgId().references(() => organizations.id),
    id: uuid("id").notNull(),
    /** Which of the two places it has. */
    slot: smallint("slot").$type<CustomSlot>().notNull(),
    kind: text("kind", { enum: customKinds }).notNull(),
    /** Who reads the answers, for good: nobody may change it once people have answered. */
    answerClass: text("answer_class", { enum: customClasses }).notNull(),
    wording: text("wording").notNull(),
    options: text("options").array().notNull(),
    createdAt: instantNow("created_at"),
    /** No cycle that opens from then on asks it. */
    retiredAt: instant("retired_at"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    uniqueIndex("custom_questions_in_force").on(t.orgId, t.slot).where(sql`${t.retiredAt} is null`),
    times("custom_questions", { instants: [t.retiredAt] }),
    check("custom_questions_slot", sql`${t.slot} in (1, 2)`),
    check("custom_questions_class", sql`${t.answerClass} in (${listed(customClasses)})`),
    check("custom_questions_wording", sql`${isName(t.wording)} and length(${t.wording}) <= 2000`),
    check(
      "custom_questions_options",
      sql`case ${t.kind} when 'scale' then cardinality(${t.options}) = 5 when 'choice' then cardinality(${t.options}) between 2 and 6 else false end and are_options(${t.options}) and length(array_to_string(${t.options}, '')) <= 6000`,
    ),
    // The survey and the comparison show their words to members.
    appSelect("custom_questions_members_read", sql`true`),
    appInsert("custom_questions_admin_adds", isAdmin),
    appUpdate(
      "custom_questions_admin_retires",
      sql`${isAdmin} and retired_at is null`,
      sql`${isAdmin} and retired_at = app_now()`,
    ),
    // A publication counts the answers of the aggregate class.
    publisherSelect("custom_questions_publisher_reads"),
    ...functionPolicies("custom_questions", ["select"]),
  ],
);

/** The questions of the organization's own that a cycle asks: those in force when it opened. */
export const cycleQuestions = pgTable(
  "cycle_questions",
  {
    orgId: orgId(),
    cycleId: uuid("cycle_id").notNull(),
    questionId: uuid("question_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.cycleId, t.questionId] }),
    // Cancelling a cycle removes it with the questions it would have asked.
    foreignKey({ columns: [t.orgId, t.cycleId], foreignColumns: [cycles.orgId, cycles.id] }).onDelete(
      "cascade",
    ),
    foreignKey({
      columns: [t.orgId, t.questionId],
      foreignColumns: [customQuestions.orgId, customQuestions.id],
    }),
    index("cycle_questions_of_question").on(t.orgId, t.questionId),
    appSelect("cycle_questions_members_read", sql`true`),
    publisherSelect("cycle_questions_publisher_reads"),
    // A trigger writes them when the cycle opens.
    ...functionPolicies("cycle_questions", ["insert"]),
  ],
);

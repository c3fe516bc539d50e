import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgPolicy,
  pgTable,
  pgView,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { cycleStates, promiseVersions, sharingModes } from "@/lib/domain/cycles";
import { pairTypes } from "@/lib/domain/pair-types";
import { RETENTION_DEFAULT } from "@/lib/domain/retention";
import { sides } from "@/lib/instrument/answers";
import {
  appSelect,
  appUpdate,
  functionPolicies,
  inOpenCycle,
  inOrg,
  isAdmin,
  notReadAsLeader,
  ownDuoCycles,
  publisherSelect,
  publisherUpdate,
  takesAnswers,
  viewerPerson,
  workerRole,
} from "../policies/viewer";
import { instant, isLocalMinute, isSeen, listed, namesZone, orgId, times } from "./columns";
import { duos } from "./duos";
import { organizations, people, units } from "./organizations";

/** The cycle itself that cancelling may remove, besides rows `inOpenCycle`. */
const cancelled = sql`${inOrg} and state = 'open'`;

export const instrumentVersions = pgTable("instrument_versions", {
  version: text("version").primaryKey(),
  /** SHA-256 of the instrument's items: the same version never means other words. */
  fingerprint: text("fingerprint").notNull(),
});

export const cycles = pgTable(
  "cycles",
  {
    orgId: orgId().references(() => organizations.id),
    id: uuid("id").notNull(),
    /** 1, 2, 3 … within the organization: the engine's calendar. */
    number: integer("number").notNull(),
    state: text("state", { enum: cycleStates }).notNull(),
    sharingMode: text("sharing_mode", { enum: sharingModes }).notNull(),
    instrumentVersion: text("instrument_version")
      .notNull()
      .references(() => instrumentVersions.version),
    promiseVersion: text("promise_version").notNull(),
    /** What the admin chose: a local date-time in a zone, resolved once to the instant beside it. */
    closesLocal: text("closes_local").notNull(),
    timeZone: text("time_zone").notNull(),
    opensAt: instant("opens_at").notNull(),
    closesAt: instant("closes_at").notNull(),
    closedAt: instant("closed_at"),
    publishedAt: instant("published_at"),
    withdrawnAt: instant("withdrawn_at"),
    withdrawnReason: text("withdrawn_reason"),
    /**
     * Months from its close for which its raw answers are kept at most, as promised; the trigger takes them from the
     * organization.
     */
    retentionMonths: smallint("retention_months").notNull().default(RETENTION_DEFAULT),
    /** Since then nobody reads its raw answers, which are removed in batches until `answersRemovedAt`. */
    answersEndedAt: instant("answers_ended_at"),
    answersRemovedAt: instant("answers_removed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("cycles_number").on(t.orgId, t.number),
    uniqueIndex("cycles_one_open").on(t.orgId).where(sql`${t.state} = 'open'`),
    index("cycles_due").on(t.closesAt).where(sql`${t.state} = 'open'`),
    check("cycles_state", sql`${t.state} in (${listed(cycleStates)})`),
    check("cycles_promise_version", sql`${t.promiseVersion} in (${listed(promiseVersions)})`),
    check("cycles_sharing_mode", sql`${t.sharingMode} in (${listed(sharingModes)})`),
    check("cycles_time_zone", namesZone(t.timeZone)),
    check("cycles_closes_local", isLocalMinute(t.closesLocal)),
    check("cycles_answers_end_first", sql`${t.answersRemovedAt} is null or ${t.answersEndedAt} is not null`),
    times("cycles", { instants: [t.opensAt, t.closesAt, t.closedAt, t.publishedAt] }),
    check("cycles_window", sql`${t.closesAt} > ${t.opensAt}`),
    check(
      "cycles_published_for_good",
      sql`(${t.state} in ('published', 'withdrawn')) = (${t.publishedAt} is not null)`,
    ),
    check(
      "cycles_withdrawal_has_reason",
      sql`(${t.state} = 'withdrawn') = (${t.withdrawnReason} is not null) and ${isSeen(t.withdrawnReason)} is not false`,
    ),
    appSelect("cycles_members_read", sql`true`),
    // Functions alone open, extend, close, withdraw and, before anybody has begun to answer, cancel.
    ...functionPolicies("cycles", ["select", "insert", "update"]),
    ...functionPolicies("cycles", ["delete"], cancelled),
    publisherSelect("cycles_publisher_reads"),
    publisherUpdate("cycles_publisher_publishes"),
    pgPolicy("cycles_worker_finds_due", { for: "select", to: workerRole, using: sql`true` }),
  ],
);

/** The unit tree as it was when the cycle opened. */
export const cycleUnits = pgTable(
  "cycle_units",
  {
    orgId: orgId(),
    cycleId: uuid("cycle_id").notNull(),
    unitId: uuid("unit_id").notNull(),
    parentId: uuid("parent_id"),
    name: text("name").notNull(),
    /** Its path, where another unit has the same name; null where the name says which unit it is. */
    label: text("label"),
    platform: boolean("platform").notNull(),
    lineage: uuid("lineage").array().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.cycleId, t.unitId] }),
    foreignKey({ columns: [t.orgId, t.cycleId], foreignColumns: [cycles.orgId, cycles.id] }),
    foreignKey({ columns: [t.orgId, t.unitId], foreignColumns: [units.orgId, units.id] }),
    index("cycle_units_below").on(t.orgId, t.cycleId, t.parentId),
    appSelect("cycle_units_members_read", sql`true`),
    ...functionPolicies("cycle_units", ["select", "insert"]),
    ...functionPolicies("cycle_units", ["delete"], inOpenCycle),
    publisherSelect("cycle_units_publisher_reads"),
  ],
);

/** Enrolment and snapshot of a duo in a cycle; its row is the lock that submit and close share. */
export const duoCycles = pgTable(
  "duo_cycles",
  {
    orgId: orgId(),
    cycleId: uuid("cycle_id").notNull(),
    duoId: uuid("duo_id").notNull(),
    unitId: uuid("unit_id").notNull(),
    displayName: text("display_name").notNull(),
    pairType: text("pair_type", { enum: pairTypes }).notNull(),
    icPersonId: uuid("ic_person_id").notNull(),
    managerPersonId: uuid("manager_person_id").notNull(),
    gradeGap: smallint("grade_gap"),
    tenureMonths: smallint("tenure_months").notNull(),
    lineManager: boolean("line_manager").notNull().default(false),
    teamSize: smallint("team_size"),
    /** The duo's first survey: its window and its block differ. */
    firstCycle: boolean("first_cycle").notNull(),
    closed: boolean("closed").notNull().default(false),
    /** When the duo ended or paused before the close: it is neither enrolled nor counted any more. */
    leftAt: instant("left_at"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.cycleId, t.duoId] }),
    foreignKey({ columns: [t.orgId, t.cycleId], foreignColumns: [cycles.orgId, cycles.id] }),
    // A duo is enrolled with its own two people: nobody can be put in the place of one of them.
    foreignKey({
      name: "duo_cycles_its_two_people",
      columns: [t.orgId, t.duoId, t.icPersonId, t.managerPersonId],
      foreignColumns: [duos.orgId, duos.id, duos.icPersonId, duos.managerPersonId],
    }),
    foreignKey({
      columns: [t.orgId, t.cycleId, t.unitId],
      foreignColumns: [cycleUnits.orgId, cycleUnits.cycleId, cycleUnits.unitId],
    }),
    check("duo_cycles_team_size", sql`${t.teamSize} >= 1`),
    check("duo_cycles_left_is_closed", sql`${t.leftAt} is null or ${t.closed}`),
    index("duo_cycles_ic").on(t.orgId, t.icPersonId),
    index("duo_cycles_manager").on(t.orgId, t.managerPersonId),
    appSelect("duo_cycles_partners_read", sql`${viewerPerson} in (ic_person_id, manager_person_id)`),
    appSelect("duo_cycles_admin_reads", isAdmin),
    ...functionPolicies("duo_cycles", ["select", "insert", "update"]),
    ...functionPolicies("duo_cycles", ["delete"], inOpenCycle),
    // Lets a partner lock the row (FOR UPDATE) while it is open, and change nothing in it.
    appUpdate(
      "duo_cycles_partners_lock",
      sql`${viewerPerson} in (ic_person_id, manager_person_id) and not closed`,
      sql`false`,
    ),
    publisherSelect("duo_cycles_publisher_reads"),
  ],
);

/** One partner's side of a duo's cycle. A row of their own, so that nobody can make the other final. */
export const duoCycleSides = pgTable(
  "duo_cycle_sides",
  {
    orgId: orgId(),
    cycleId: uuid("cycle_id").notNull(),
    duoId: uuid("duo_id").notNull(),
    side: text("side", { enum: sides }).notNull(),
    personId: uuid("person_id").notNull(),
    /** Set once all required final parts are stored; the table's trigger refuses it earlier. */
    finalAt: instant("final_at"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.cycleId, t.duoId, t.side] }),
    foreignKey({
      columns: [t.orgId, t.cycleId, t.duoId],
      foreignColumns: [duoCycles.orgId, duoCycles.cycleId, duoCycles.duoId],
    }),
    foreignKey({ columns: [t.orgId, t.personId], foreignColumns: [people.orgId, people.id] }),
    unique("duo_cycle_sides_seat").on(t.orgId, t.cycleId, t.duoId, t.side, t.personId),
    index("duo_cycle_sides_person").on(t.orgId, t.personId),
    times("duo_cycle_sides", { instants: [t.finalAt] }),
    check("duo_cycle_sides_side", sql`${t.side} in (${listed(sides)})`),
    appSelect("duo_cycle_sides_partners_read", ownDuoCycles),
    // Not of duos whose rows the admin reads as a leader: it would say who of the two is silent.
    appSelect("duo_cycle_sides_admin_reads", sql`${isAdmin} and ${notReadAsLeader}`),
    ...functionPolicies("duo_cycle_sides", ["select", "insert", "update"]),
    ...functionPolicies("duo_cycle_sides", ["delete"], inOpenCycle),
    appUpdate(
      "duo_cycle_sides_own_final",
      sql`person_id = ${viewerPerson} and final_at is null`,
      sql`person_id = ${viewerPerson} and final_at is not null and ${takesAnswers}`,
    ),
    publisherSelect("duo_cycle_sides_publisher_reads"),
  ],
);

/**
 * When the raw answers of each closed cycle go: after the time promised, or the organization's where that is
 * shorter now.
 */
export const answerTerms = pgView("answer_terms", {
  orgId: uuid("org_id").notNull(),
  cycleId: uuid("cycle_id").notNull(),
  endsAt: instant("ends_at").notNull(),
})
  .with({ securityInvoker: true })
  .as(
    sql`select c.org_id, c.id as cycle_id, c.closed_at + make_interval(months => least(c.retention_months, case when o.next_retention_from <= app_now() then o.next_retention_months else o.retention_months end)) as ends_at from cycles c join organizations o on o.id = c.org_id where c.state in ('published', 'withdrawn')`,
  );

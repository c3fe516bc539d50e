import { sql } from "drizzle-orm";
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  pgPolicy,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { sharingModes } from "@/lib/domain/cycles";
import { type JobFault, jobNames } from "@/lib/domain/jobs";
import { plannedStates } from "@/lib/domain/schedule";
import { rhythms } from "@/lib/schedule/choices";
import {
  appInsert,
  appSelect,
  appUpdate,
  functionPolicies,
  isAdmin,
  publisherInsert,
  publisherSelect,
  workerRole,
} from "../policies/viewer";
import { instant, isLocalMinute, listed, namesZone, orgId, times } from "./columns";
import { cycles } from "./cycles";
import { organizations } from "./organizations";

/** When an organization's cycles open by themselves, and what their leaders will see: one row, or none. */
export const schedules = pgTable(
  "schedules",
  {
    orgId: orgId().references(() => organizations.id),
    rhythm: text("rhythm", { enum: rhythms }).notNull(),
    firstDay: date("first_day").notNull(),
    /** Wall-clock minutes of the zone, "09:00". */
    opensTime: text("opens_time").notNull(),
    closesTime: text("closes_time").notNull(),
    days: smallint("days").notNull(),
    timeZone: text("time_zone").notNull(),
    /** Taken over by each cycle when it opens; a cycle's own mode never changes. */
    sharingMode: text("sharing_mode", { enum: sharingModes }).notNull(),
    /** Raised by one with each change, so that two admins do not overwrite each other's. */
    revision: integer("revision").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.orgId] }),
    times("schedules", { days: [t.firstDay] }),
    check("schedules_rhythm", sql`${t.rhythm} in (${listed(rhythms)})`),
    check("schedules_sharing_mode", sql`${t.sharingMode} in (${listed(sharingModes)})`),
    check("schedules_opens_time", sql`${t.opensTime} ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'`),
    check("schedules_closes_time", sql`${t.closesTime} ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'`),
    check("schedules_days", sql`${t.days} between 14 and 28`),
    check("schedules_time_zone", namesZone(t.timeZone)),
    appSelect("schedules_admin_reads", isAdmin),
    appInsert("schedules_admin_makes", isAdmin),
    appUpdate("schedules_admin_changes", isAdmin),
    publisherSelect("schedules_publisher_reads"),
    ...functionPolicies("schedules", ["select"]),
  ],
);

/** A cycle that will open by itself, and what became of it. A trigger works out the instants and refuses overlaps. */
export const plannedCycles = pgTable(
  "planned_cycles",
  {
    orgId: orgId(),
    id: uuid("id").notNull(),
    /** Which opening of the schedule's rhythm this is, from 0. */
    slot: integer("slot").notNull(),
    opensLocal: text("opens_local").notNull(),
    closesLocal: text("closes_local").notNull(),
    timeZone: text("time_zone").notNull(),
    opensAt: instant("opens_at").notNull(),
    closesAt: instant("closes_at").notNull(),
    state: text("state", { enum: plannedStates }).notNull().default("planned"),
    /** The cycle that it became, while there is one. */
    cycleId: uuid("cycle_id"),
    /** Why it was missed. */
    reason: text("reason", { enum: ["late", "no-duos"] }),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({ columns: [t.orgId], foreignColumns: [schedules.orgId] }),
    foreignKey({ columns: [t.orgId, t.cycleId], foreignColumns: [cycles.orgId, cycles.id] }),
    uniqueIndex("planned_cycles_slot").on(t.orgId, t.slot).where(sql`${t.state} in ('planned', 'skipped')`),
    index("planned_cycles_due").on(t.opensAt).where(sql`${t.state} = 'planned'`),
    times("planned_cycles", { instants: [t.opensAt, t.closesAt] }),
    check("planned_cycles_state", sql`${t.state} in (${listed(plannedStates)})`),
    check("planned_cycles_opened_has_cycle", sql`(${t.state} = 'opened') = (${t.cycleId} is not null)`),
    check("planned_cycles_missed_has_reason", sql`(${t.state} = 'missed') = (${t.reason} is not null)`),
    check("planned_cycles_time_zone", namesZone(t.timeZone)),
    check("planned_cycles_opens_local", isLocalMinute(t.opensLocal)),
    check("planned_cycles_closes_local", isLocalMinute(t.closesLocal)),
    check("planned_cycles_window", sql`${t.closesAt} > ${t.opensAt}`),
    appSelect("planned_cycles_admin_reads", isAdmin),
    // The next dates are on everybody's home page; what was skipped, missed or cancelled is the admin's to see.
    appSelect("planned_cycles_members_read_dates", sql`${t.state} = 'planned'`),
    appInsert("planned_cycles_admin_plans", isAdmin),
    appUpdate("planned_cycles_admin_changes", isAdmin),
    publisherSelect("planned_cycles_publisher_reads"),
    publisherInsert("planned_cycles_publisher_plans"),
    pgPolicy("planned_cycles_worker_finds_due", { for: "select", to: workerRole, using: sql`true` }),
    // open_due_cycle() and cancel_cycle() alone open and cancel.
    ...functionPolicies("planned_cycles", ["select", "update"]),
  ],
);

/** How each job went when it last ran for an organization. */
export const jobRuns = pgTable(
  "job_runs",
  {
    orgId: orgId().references(() => organizations.id),
    job: text("job", { enum: jobNames }).notNull(),
    ranAt: instant("ran_at").notNull(),
    succeededAt: instant("succeeded_at"),
    failedAt: instant("failed_at"),
    /** Why the last run failed, as a code, and the reference of its line in the log; null when it did not. */
    fault: text("fault").$type<JobFault>(),
    reference: text("reference"),
    /** Runs in a row that failed. */
    failures: integer("failures").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.job] }),
    times("job_runs", { instants: [t.ranAt, t.succeededAt, t.failedAt] }),
    check("job_runs_job", sql`${t.job} in (${listed(jobNames)})`),
    check("job_runs_fault", sql`(${t.fault} is null) = (${t.failures} = 0)`),
    appSelect("job_runs_admin_reads", isAdmin),
    pgPolicy("job_runs_worker_reads", { for: "select", to: workerRole, using: sql`true` }),
    pgPolicy("job_runs_worker_records", { for: "insert", to: workerRole, withCheck: sql`true` }),
    pgPolicy("job_runs_worker_changes", {
      for: "update",
      to: workerRole,
      using: sql`true`,
      withCheck: sql`true`,
    }),
  ],
);

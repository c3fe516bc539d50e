import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  pgTable,
  pgView,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { pairTypes } from "@/lib/domain/pair-types";
import { appSelect, functionPolicies, isAdmin, viewerPerson } from "../policies/viewer";
import { isName, listed, orgId, times } from "./columns";
import { people, units } from "./organizations";

export const duos = pgTable(
  "duos",
  {
    orgId: orgId(),
    id: uuid("id").notNull(),
    /** The id that the organization's own systems give the duo; a replaced partner's new duo takes it over. */
    externalId: text("external_id"),
    displayName: text("display_name").notNull(),
    pairType: text("pair_type", { enum: pairTypes }).notNull(),
    unitId: uuid("unit_id").notNull(),
    icPersonId: uuid("ic_person_id").notNull(),
    managerPersonId: uuid("manager_person_id").notNull(),
    /** Grades on one integer ladder for both tracks; null when not stated. */
    icGrade: smallint("ic_grade"),
    managerGrade: smallint("manager_grade"),
    lineManager: boolean("line_manager").notNull().default(false),
    teamSize: smallint("team_size"),
    startedOn: date("started_on").notNull(),
    /** The end that was set for the duo itself; of a duo that is over, the day on which it ended. */
    ownEndedOn: date("own_ended_on"),
    /**
     * The first of its own end and those of its people and its unit, worked out by a trigger. Once it has come it stays. Before
     * the start: the duo never begins.
     */
    endedOn: date("ended_on"),
    paused: boolean("paused").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({ columns: [t.orgId, t.unitId], foreignColumns: [units.orgId, units.id] }),
    foreignKey({ columns: [t.orgId, t.icPersonId], foreignColumns: [people.orgId, people.id] }),
    foreignKey({ columns: [t.orgId, t.managerPersonId], foreignColumns: [people.orgId, people.id] }),
    index("duos_ic").on(t.orgId, t.icPersonId),
    index("duos_manager").on(t.orgId, t.managerPersonId),
    unique("duos_two_seats").on(t.orgId, t.id, t.icPersonId, t.managerPersonId),
    check("duos_team_size", sql`${t.teamSize} >= 1`),
    uniqueIndex("duos_external_id").on(t.orgId, t.externalId).where(sql`${t.ownEndedOn} is null`),
    times("duos", { days: [t.startedOn, t.ownEndedOn, t.endedOn] }),
    // Of a duo whose person was erased nothing of the name may be left.
    check("duos_name", sql`${t.displayName} = '' or (${isName(t.displayName)})`),
    check("duos_pair_type", sql`${t.pairType} in (${listed(pairTypes)})`),
    check("duos_ids", isName(t.externalId)),
    check("duos_two_people", sql`${t.icPersonId} <> ${t.managerPersonId}`),
    appSelect("duos_partners_read", sql`${viewerPerson} in (ic_person_id, manager_person_id)`),
    appSelect("duos_admin_reads", isAdmin),
    ...functionPolicies("duos", ["select", "insert", "update"]),
  ],
);

/** Duos that take part in a cycle opened now: begun, neither ended nor paused. */
export const activeDuos = pgView("active_duos", { orgId: orgId(), id: uuid("id").notNull() })
  .with({ securityInvoker: true })
  .as(
    sql`select d.org_id, d.id from duos d where not d.paused and d.started_on <= (select today()) and (d.ended_on is null or d.ended_on > (select today()))`,
  );

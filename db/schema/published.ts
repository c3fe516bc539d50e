import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { sharingModes } from "@/lib/domain/cycles";
import { pairTypes } from "@/lib/domain/pair-types";
import {
  type AgreementBand,
  agreementBands,
  type DimensionBands,
  levelBands,
  statusCodes,
  teamSizeBands,
} from "@/lib/domain/published";
import { linkingDecisions } from "@/lib/statistics/linking-decision";
import {
  appSelect,
  functionPolicies,
  inOrg,
  inOrgPublisher,
  ledUnits,
  ofErasedDuo,
  ownerRole,
  publisherInsert,
  viewerPerson,
} from "../policies/viewer";
import { instant, listed, orgId, times } from "./columns";
import { cycles, duoCycles, instrumentVersions } from "./cycles";

/** One row per published cycle: when, with which engine and instrument, in which sharing mode. */
export const publications = pgTable(
  "publications",
  {
    orgId: orgId(),
    cycleId: uuid("cycle_id").notNull(),
    publishedAt: instant("published_at").notNull(),
    engineVersion: text("engine_version").notNull(),
    instrumentVersion: text("instrument_version").notNull(),
    /** Whether the questions changed so much with this cycle that nothing is compared across its beginning. */
    instrumentBreak: boolean("instrument_break").notNull().default(false),
    sharingMode: text("sharing_mode", { enum: sharingModes }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.cycleId] }),
    foreignKey({ columns: [t.orgId, t.cycleId], foreignColumns: [cycles.orgId, cycles.id] }),
    times("publications", { instants: [t.publishedAt] }),
    appSelect("publications_members_read", sql`true`),
    publisherInsert("publications_publisher_writes"),
  ],
);

/** How the new wording of an item was linked to the old one by a cycle that asked both (docs/measurement.md 6). */
export const publishedLinks = pgTable(
  "published_links",
  {
    orgId: orgId(),
    cycleId: uuid("cycle_id").notNull(),
    /** The version that has the new wording. */
    version: text("version").notNull(),
    item: text("item").notNull(),
    decision: text("decision", { enum: linkingDecisions }).notNull(),
    /** People who answered both wordings. */
    people: integer("people").notNull(),
    /** Mean of old − new in points, its 95% interval, and the correlation of the two. */
    shift: doublePrecision("shift"),
    shiftLower: doublePrecision("shift_lower"),
    shiftUpper: doublePrecision("shift_upper"),
    correlation: doublePrecision("correlation"),
    /** Of the line old = intercept + slope · new; its standard error at the mean, in points. */
    slope: doublePrecision("slope"),
    intercept: doublePrecision("intercept"),
    standardError: doublePrecision("standard_error"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.cycleId, t.item] }),
    foreignKey({ columns: [t.orgId, t.cycleId], foreignColumns: [cycles.orgId, cycles.id] }),
    foreignKey({ columns: [t.version], foreignColumns: [instrumentVersions.version] }),
    check("published_links_decision", sql`${t.decision} in (${listed(linkingDecisions)})`),
    check(
      "published_links_line",
      sql`${t.decision} <> 'line' or num_nonnulls(${t.slope}, ${t.intercept}, ${t.standardError}) = 3`,
    ),
    ...inOrgPublisher("published_links"),
  ],
);

const isPartner = sql`${viewerPerson} in (ic_person_id, manager_person_id)`;
/** In a function with its owner's rights, and not in a view with them. */
const byFunction = sql.raw("(select current_user = 'twofold_owner')");

/** What both audiences may read of a duo: status, reason, since, level to 5 points, bands. */
const duoFigures = () => ({
  complete: boolean("complete").notNull(),
  status: text("status", { enum: statusCodes }),
  /** Codes joined with "+"; empty where the status has none. */
  reason: text("reason").notNull().default(""),
  sinceCycleId: uuid("since_cycle_id"),
  /** First day of the cycle since which the status' trend holds. */
  sinceOn: date("since_on"),
  /** First days of the cycles between which a diverging duo's change began, with 80% certainty. */
  sinceFromOn: date("since_from_on"),
  sinceToOn: date("since_to_on"),
  /** Whole cycles the present status has lasted, this one included. */
  statusCycles: smallint("status_cycles").notNull().default(0),
  /** Points by which the level of a declining duo fell since then, in steps of 5. */
  fall: smallint("fall"),
  level: smallint("level"),
  levelBand: text("level_band", { enum: levelBands }),
  agreement: text("agreement", { enum: agreementBands }).$type<AgreementBand>(),
  dimensionBands: jsonb("dimension_bands").$type<DimensionBands>(),
  previousStatus: text("previous_status", { enum: statusCodes }),
  previousLevel: smallint("previous_level"),
  /** Last cycle in which the duo was complete, when it is not in this one. */
  lastStatusCycleId: uuid("last_status_cycle_id"),
});

type FigureColumns = { [Name in keyof ReturnType<typeof duoFigures>]: AnyPgColumn };

/** A row of too little data shows neither level nor bands. */
const hasNoFigures = ({ fall, level, levelBand, agreement, dimensionBands }: FigureColumns) =>
  sql`num_nonnulls(${fall}, ${level}, ${levelBand}, ${agreement}, ${dimensionBands}) = 0`;

/** An incomplete row says when the duo last had a status, and nothing else. */
const saysNothing = (t: FigureColumns) =>
  sql`${hasNoFigures(t)} and ${t.reason} = '' and num_nonnulls(${t.status}, ${t.sinceCycleId}, ${t.sinceOn}, ${t.sinceFromOn}, ${t.sinceToOn}, ${t.previousStatus}, ${t.previousLevel}) = 0`;

/** Only a trend has an interval, and only a decline a fall: by how much two views moved apart is told to nobody. */
const saysOnlyTrends = (t: FigureColumns) =>
  sql`num_nonnulls(${t.sinceFromOn}, ${t.sinceToOn}) in (0, 2) and (${t.sinceFromOn} is null or ${t.sinceFromOn} <= ${t.sinceToOn}) and (${t.status} = 'diverging' or num_nonnulls(${t.sinceFromOn}, ${t.fall}) = 0) and (${t.fall} is null or ${t.reason} in ('declining', 'both') and ${t.level} is not null and ${t.fall} % 5 = 0 and ${t.fall} between 5 and 100)`;

/** The columns of a duo's row for leaders: what was frozen at the opening, and the figures. */
export const leaderColumns = () => ({
  orgId: orgId(),
  cycleId: uuid("cycle_id").notNull(),
  duoId: uuid("duo_id").notNull(),
  unitId: uuid("unit_id").notNull(),
  lineage: uuid("lineage").array().notNull(),
  icPersonId: uuid("ic_person_id").notNull(),
  managerPersonId: uuid("manager_person_id").notNull(),
  sharingMode: text("sharing_mode", { enum: sharingModes }).notNull(),
  displayName: text("display_name").notNull(),
  /** What searches look in; the database computes it. */
  searchName: text("search_name").generatedAlwaysAs(sql`search_text(display_name)`),
  pairType: text("pair_type", { enum: pairTypes }).notNull(),
  /** Steps between the two grades, without a direction; null when one is not stated. */
  gradeDistance: smallint("grade_distance"),
  tenureMonths: smallint("tenure_months").notNull(),
  /** The manager is the IC's line manager. */
  lineManager: boolean("line_manager").notNull(),
  teamSize: text("team_size", { enum: teamSizeBands }),
  /** The home unit is a platform team. */
  platform: boolean("platform").notNull(),
  ...duoFigures(),
});

/**
 * What a leader may read of a duo, for cycles opened in `scoped`; what it carries of the row before, through
 * `readable_duos` alone.
 */
export const publishedDuos = pgTable(
  "published_duos",
  {
    ...leaderColumns(),
    /** Where the row stood of which `previous_status`, `previous_level` and `last_status_cycle_id` tell. */
    previousLineage: uuid("previous_lineage").array(),
    /** Whether the row before had the same lineage; if so, every leader who may read this row may read that one. */
    previousHere: boolean("previous_here").generatedAlwaysAs(sql`previous_lineage = lineage`),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.cycleId, t.duoId] }),
    foreignKey({
      columns: [t.orgId, t.cycleId, t.duoId],
      foreignColumns: [duoCycles.orgId, duoCycles.cycleId, duoCycles.duoId],
    }),
    index("published_duos_history").on(t.orgId, t.duoId, t.cycleId),
    // What changed, and who stands in a state since when: a few rows out of a cycle's thousands.
    index("published_duos_moved")
      .on(t.orgId, t.cycleId, t.status, t.previousStatus)
      .where(sql`${t.status} <> ${t.previousStatus}`),
    index("published_duos_in_state").on(
      t.orgId,
      t.cycleId,
      t.status,
      t.sinceOn.desc().nullsFirst(),
      // As lists order names, so that none has to sort the thousands that began on one day.
      sql`${t.displayName} collate name_order`,
      t.duoId,
    ),
    // A list by name.
    index("published_duos_by_name").on(t.orgId, t.cycleId, sql`${t.displayName} collate name_order`, t.duoId),
    // The name of a duo loses that of somebody who was erased; nothing else of a row ever changes.
    ...functionPolicies(
      "published_duos",
      ["select", "update"],
      sql`${byFunction} and ${ofErasedDuo("duo_id")}`,
    ),
    check("published_duos_scoped_only", sql`${t.sharingMode} = 'scoped'`),
    check("published_duos_level_steps", sql`${t.level} % 5 = 0 and ${t.level} between 0 and 100`),
    check("published_duos_only_trends", saysOnlyTrends(t)),
    times("published_duos", { days: [t.sinceOn, t.sinceFromOn, t.sinceToOn] }),
    check("published_duos_grade_distance", sql`${t.gradeDistance} >= 0`),
    check("published_duos_incomplete_says_nothing", sql`${t.complete} or (${saysNothing(t)})`),
    check("published_duos_no_data_no_figures", sql`${t.status} <> 'not-enough-data' or (${hasNoFigures(t)})`),
    check("published_duos_no_one_voice", sql`${t.reason} <> 'one-voice'`),
    check("published_duos_no_trust", sql`not (${t.dimensionBands} ? 'TRUST')`),
    check(
      "published_duos_previous_place",
      sql`(${t.previousLineage} is null) = (num_nonnulls(${t.previousStatus}, ${t.previousLevel}, ${t.lastStatusCycleId}) = 0)`,
    ),
    // Lists leave out the duos that their reader is in; counts have all duos of the unit.
    appSelect("published_duos_leaders_read", sql`lineage && ${ledUnits}`),
    // The two partners read what their leaders read of them.
    appSelect("published_duos_partners_read", isPartner),
    // The same rows through readable_duos, which has its owner's rights.
    pgPolicy("published_duos_view_reads", {
      for: "select",
      to: ownerRole,
      using: sql`${inOrg} and not ${byFunction} and (lineage && ${ledUnits} or ${isPartner})`,
    }),
    ...inOrgPublisher("published_duos"),
  ],
);

/** What the two partners may read of their duo, in either mode. */
export const publishedDuoPartners = pgTable(
  "published_duo_partners",
  {
    orgId: orgId(),
    cycleId: uuid("cycle_id").notNull(),
    duoId: uuid("duo_id").notNull(),
    icPersonId: uuid("ic_person_id").notNull(),
    managerPersonId: uuid("manager_person_id").notNull(),
    ...duoFigures(),
    watchDeclining: boolean("watch_declining").notNull(),
    watchApart: boolean("watch_apart").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.cycleId, t.duoId] }),
    foreignKey({
      columns: [t.orgId, t.cycleId, t.duoId],
      foreignColumns: [duoCycles.orgId, duoCycles.cycleId, duoCycles.duoId],
    }),
    index("published_duo_partners_history").on(t.orgId, t.duoId),
    check("published_duo_partners_level_steps", sql`${t.level} % 5 = 0 and ${t.level} between 0 and 100`),
    times("published_duo_partners", { days: [t.sinceOn, t.sinceFromOn, t.sinceToOn] }),
    check("published_duo_partners_only_trends", saysOnlyTrends(t)),
    check(
      "published_duo_partners_incomplete_says_nothing",
      sql`${t.complete} or (${saysNothing(t)} and not ${t.watchDeclining} and not ${t.watchApart})`,
    ),
    check(
      "published_duo_partners_no_data_no_figures",
      sql`${t.status} <> 'not-enough-data' or (${hasNoFigures(t)})`,
    ),
    check("published_duo_partners_no_one_voice", sql`${t.reason} <> 'one-voice'`),
    check("published_duo_partners_no_trust", sql`not (${t.dimensionBands} ? 'TRUST')`),
    appSelect("published_duo_partners_read", isPartner),
    ...inOrgPublisher("published_duo_partners"),
  ],
);

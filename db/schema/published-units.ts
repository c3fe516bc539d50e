import { sql } from "drizzle-orm";
import {
  boolean,
  check,
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
import { unitAttributes } from "@/lib/domain/duo-attributes";
import { pairTypes } from "@/lib/domain/pair-types";
import type { AnchorCheck, AnchorFigure, HealthItem } from "@/lib/domain/program-health";
import { promisesWithout } from "@/lib/domain/promises";
import {
  type CellMeasure,
  driverStandings,
  type PublishedDriver,
  unitVerdicts,
} from "@/lib/domain/published";
import { hiddenReasons } from "@/lib/publication/mask";
import { shareBands } from "@/lib/publication/share-band";
import {
  appSelect,
  inOrg,
  inOrgPublisher,
  isAdmin,
  ledUnits,
  publisherInsert,
  publisherRole,
  publisherSelect,
  viewerOrg,
  viewerPerson,
} from "../policies/viewer";
import { orgId } from "./columns";
import { cycles } from "./cycles";

/** What names a masked figure. */
const cellKey = () => ({
  orgId: orgId(),
  cycleId: uuid("cycle_id").notNull(),
  unitId: uuid("unit_id").notNull(),
  measure: text("measure").$type<CellMeasure>().notNull(),
  /** `all`, or one pair type where the breakdown is offered. */
  pairType: text("pair_type", { enum: ["all", ...pairTypes] }).notNull(),
});

/** Whether the row's cycle was opened under a promise that names the figure: not under one of these versions. */
const promised = (without: readonly string[]) =>
  sql`cycle_id in (select c.id from cycles c where c.org_id = ${viewerOrg} and c.promise_version not in (${sql.raw(without.map((version) => `'${version}'`).join(", "))}))`;

const readerOfCell = sql`exists (select from cell_readers r where r.org_id = published_cells.org_id and r.person_id = ${viewerPerson} and r.cycle_id = published_cells.cycle_id and r.unit_id = published_cells.unit_id and r.measure = published_cells.measure and r.pair_type = published_cells.pair_type)`;

/**
 * A unit's masked figure of one measure: what is not counted from readable duo rows. A hidden one carries no number;
 * means are coarse, and a comparison with the company is a figure of its own.
 */
export const publishedCells = pgTable(
  "published_cells",
  {
    ...cellKey(),
    lineage: uuid("lineage").array().notNull(),
    visible: boolean("visible").notNull(),
    hiddenReason: text("hidden_reason", { enum: hiddenReasons }),
    counted: integer("counted"),
    enrolled: integer("enrolled"),
    /** A mean in points, from 10 ("10 or less") to 90 ("90 or more"). */
    value: smallint("value"),
    /** 95% interval of a mean, from 20 counted duos on. */
    low: smallint("low"),
    high: smallint("high"),
    /** In measures `verdict:…` alone. */
    verdict: text("verdict", { enum: unitVerdicts }),
    /** The band of a share. */
    band: text("band", { enum: shareBands }),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.unitId, t.cycleId, t.measure, t.pairType] }),
    foreignKey({ columns: [t.orgId, t.cycleId], foreignColumns: [cycles.orgId, cycles.id] }),
    index("published_cells_cycle").on(t.orgId, t.cycleId, t.measure),
    check(
      "published_cells_hidden_is_empty",
      sql`${t.visible} = (${t.hiddenReason} is null) and (${t.visible} or num_nonnulls(${t.counted}, ${t.enrolled}, ${t.value}, ${t.low}, ${t.high}, ${t.verdict}, ${t.band}) = 0)`,
    ),
    // No visible figure of fewer than five duos, whatever the code or a setting says.
    check("published_cells_floor", sql`not ${t.visible} or coalesce(${t.counted}, 0) >= 5`),
    check(
      "published_cells_coarse",
      sql`num_nonnulls(${t.value}, ${t.low}, ${t.high}) = 0 or (least(${t.value}, ${t.low}) >= 10 and greatest(${t.value}, ${t.high}) <= 90 and (${t.counted} >= 20 or (${t.value} % 5 = 0 and num_nonnulls(${t.low}, ${t.high}) = 0)))`,
    ),
    // An organization's own question: a mean to the nearest 5 points whatever its number of duos, or a share's band.
    check(
      "published_cells_own",
      sql`${t.measure} not like 'own:%' or (${t.pairType} = 'all' and num_nonnulls(${t.low}, ${t.high}) = 0 and coalesce(${t.value}, 0) % 5 = 0 and (${t.measure} like 'own:_' or ${t.value} is null))`,
    ),
    check(
      "published_cells_kept",
      sql`${t.measure} <> 'kept' or (${t.pairType} = 'all' and num_nonnulls(${t.value}, ${t.low}, ${t.high}) = 0)`,
    ),
    check(
      "published_cells_verdict_apart",
      sql`case when ${t.measure} like 'verdict:%' then num_nonnulls(${t.value}, ${t.low}, ${t.high}, ${t.band}) = 0 else ${t.verdict} is null end`,
    ),
    // Who reads a cell was settled when it was published or when the leader was granted; a revoked grant ends it.
    appSelect("published_cells_leaders_read", sql`lineage && ${ledUnits} and ${readerOfCell}`),
    // Of the whole company, the program's admins read what share of commitments was kept.
    appSelect(
      "published_cells_admin_reads_kept",
      sql`${isAdmin} and measure = 'kept' and cardinality(lineage) = 1 and ${readerOfCell}`,
    ),
    publisherSelect("published_cells_publisher_reads"),
    // Ratings of commitments are counted in cycles whose promise says so.
    publisherInsert(
      "published_cells_publisher_writes",
      sql`${inOrg} and (measure <> 'kept' or ${promised(promisesWithout("kept"))})`,
    ),
  ],
);

/** The leaders who may read a masked figure; written by the publisher, before a later leader's grant takes effect. */
export const cellReaders = pgTable(
  "cell_readers",
  { ...cellKey(), personId: uuid("person_id").notNull() },
  (t) => [
    primaryKey({ columns: [t.orgId, t.personId, t.unitId, t.cycleId, t.measure, t.pairType] }),
    foreignKey({
      name: "cell_readers_cell",
      columns: [t.orgId, t.unitId, t.cycleId, t.measure, t.pairType],
      foreignColumns: [
        publishedCells.orgId,
        publishedCells.unitId,
        publishedCells.cycleId,
        publishedCells.measure,
        publishedCells.pairType,
      ],
    }),
    appSelect("cell_readers_own_read", sql`person_id = ${viewerPerson}`),
    ...inOrgPublisher("cell_readers"),
    // A leader whose scope grows loses the comparisons with the company that become solvable.
    pgPolicy("cell_readers_publisher_removes", { for: "delete", to: publisherRole, using: inOrg }),
  ],
);

/** People who could solve a masked figure with their own duos: none of them becomes its reader later. */
export const cellUnsafePeople = pgTable(
  "cell_unsafe_people",
  { ...cellKey(), personIds: uuid("person_ids").array().notNull() },
  (t) => [
    primaryKey({ columns: [t.orgId, t.unitId, t.cycleId, t.measure, t.pairType] }),
    foreignKey({
      name: "cell_unsafe_people_cell",
      columns: [t.orgId, t.unitId, t.cycleId, t.measure, t.pairType],
      foreignColumns: [
        publishedCells.orgId,
        publishedCells.unitId,
        publishedCells.cycleId,
        publishedCells.measure,
        publishedCells.pairType,
      ],
    }),
    ...inOrgPublisher("cell_unsafe_people"),
  ],
);

/**
 * What a unit's published duo rows add up to in a cycle of the mode `scoped`: of all of them, or of those with one
 * value of an attribute. Who leads the unit reads every row that is counted.
 */
export const publishedUnitCounts = pgTable(
  "published_unit_counts",
  {
    orgId: orgId(),
    cycleId: uuid("cycle_id").notNull(),
    unitId: uuid("unit_id").notNull(),
    lineage: uuid("lineage").array().notNull(),
    attribute: text("attribute", { enum: unitAttributes }).notNull(),
    /** The attribute's value; empty for `all`. */
    value: text("value").notNull(),
    enrolled: integer("enrolled").notNull(),
    complete: integer("complete").notNull(),
    /** Complete duos by status, in the order of `statusCodes`. */
    states: integer("states").array().notNull(),
    /** Duos by agreement band, in the order of `agreementBands`. */
    agreement: integer("agreement").array().notNull(),
    /** Duos by band of each dimension, Trust left out: low, middle and high of the first, then of the second. */
    dimensions: integer("dimensions").array().notNull(),
    /** Duos by shown level: 0, 5, … 100. */
    levels: integer("levels").array().notNull(),
    // As `OverviewCounts` says; empty where a publication was made before these were counted.
    places: integer("places").array().notNull().default([]),
    steps: integer("steps").array().notNull().default([]),
    older: integer("older").array().notNull().default([]),
    elsewhere: integer("elsewhere").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.unitId, t.cycleId, t.attribute, t.value] }),
    foreignKey({ columns: [t.orgId, t.cycleId], foreignColumns: [cycles.orgId, cycles.id] }),
    check("published_unit_counts_complete", sql`${t.complete} between 0 and ${t.enrolled}`),
    appSelect("published_unit_counts_leaders_read", sql`lineage && ${ledUnits}`),
    publisherInsert("published_unit_counts_publisher_writes"),
  ],
);

/** Which dimensions go with impact, over the whole organization: for leaders of its root only. */
export const publishedDrivers = pgTable(
  "published_drivers",
  {
    orgId: orgId(),
    cycleId: uuid("cycle_id").notNull(),
    /** The root. */
    unitId: uuid("unit_id").notNull(),
    lineage: uuid("lineage").array().notNull(),
    standing: text("standing", { enum: driverStandings }).notNull(),
    /** Duos with at least one observation. */
    duos: integer("duos").notNull(),
    /** Share of the variance explained, in whole percent. */
    explained: smallint("r_squared"),
    /** `named`: all dimensions, largest first, in whole percent of what is explained. `candidates`: a few, without one. */
    drivers: jsonb("weights").$type<readonly PublishedDriver[]>(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.cycleId] }),
    foreignKey({ columns: [t.orgId, t.cycleId], foreignColumns: [cycles.orgId, cycles.id] }),
    check(
      "published_drivers_floor",
      sql`${t.standing} = 'hidden' and num_nonnulls(${t.explained}, ${t.drivers}) = 0 or ${t.standing} = 'candidates' and ${t.duos} >= 100 and ${t.explained} is null and not jsonb_path_exists(${t.drivers}, '$[*].percent') or ${t.standing} = 'named' and ${t.duos} >= 200`,
    ),
    // As the page shows them: nothing but names and whole percent.
    check(
      "published_drivers_coarse",
      sql`${t.explained} between 0 and 100 and not jsonb_path_exists(${t.drivers}, '$[*].percent ? (@ != @.floor())') and not jsonb_path_exists(${t.drivers}, '$[*].keyvalue() ? (@.key != "dimension" && @.key != "percent")')`,
    ),
    appSelect("published_drivers_leaders_read", sql`lineage && ${ledUnits}`),
    publisherInsert("published_drivers_publisher_writes"),
  ],
);

/** How the survey works over the whole organization, for its admin, from 30 people on. */
export const publishedHealth = pgTable(
  "published_health",
  {
    orgId: orgId(),
    cycleId: uuid("cycle_id").notNull(),
    people: integer("people").notNull(),
    surveys: integer("surveys").notNull(),
    /** Share of surveys that took less than promised, in whole percent. */
    inTime: smallint("in_time"),
    /** Cronbach's alpha of the scored items, in hundredths. */
    alpha: smallint("alpha"),
    items: jsonb("items").$type<readonly HealthItem[]>().notNull(),
    /** The items that never change within a major version, and by how much the two roles differ in each. */
    anchors: jsonb("anchors").$type<readonly AnchorFigure[]>().notNull().default([]),
    /** The same beside a year before; null but once a year. */
    anchorCheck: jsonb("anchor_check").$type<AnchorCheck>(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.cycleId] }),
    foreignKey({ columns: [t.orgId, t.cycleId], foreignColumns: [cycles.orgId, cycles.id] }),
    check("published_health_floor", sql`${t.people} >= 30 and ${t.surveys} >= ${t.people}`),
    check("published_health_in_time", sql`${t.inTime} between 0 and 100`),
    check(
      "published_health_coarse",
      sql`not jsonb_path_exists(${t.items}, '$[*].rest ? (@ != @.floor())') and not jsonb_path_exists(${t.items}, '$[*] ? (@.n < 30 && @.rest != null)') and not jsonb_path_exists(${t.items}, '$[*].keyvalue() ? (@.key != "code" && @.key != "n" && @.key != "rest")')`,
    ),
    // Whole points and hundredths, from thirty surveys on.
    check(
      "published_health_anchors_coarse",
      sql`not jsonb_path_exists(jsonb_build_array(${t.anchors}, ${t.anchorCheck}), 'strict $.** ? (@.type() == "number" && @ != @.floor())') and not jsonb_path_exists(jsonb_build_array(${t.anchors}, ${t.anchorCheck}), 'strict $.** ? (@.type() == "object" && @.n < 30 && (@.rest != null || @.role != null))')`,
    ),
    appSelect("published_health_admin_reads", isAdmin),
    publisherSelect("published_health_publisher_reads"),
    // Partners are told before they answer; no figure of cycles in which they were not.
    publisherInsert(
      "published_health_publisher_writes",
      sql`${inOrg} and ${promised(promisesWithout("health"))}`,
    ),
  ],
);

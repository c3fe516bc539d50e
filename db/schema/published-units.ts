import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { pairTypes } from "@/lib/domain/pair-types";
import { type CellMeasure, type DriverWeight, driverStandings, unitVerdicts } from "@/lib/domain/published";
import { shareBands } from "@/lib/publication/share-band";
import { appSelect, inOrgPublisher, ledUnits } from "../policies/viewer";
import { orgId } from "./columns";
import { cycles } from "./cycles";

/** A unit's figure for one measure, with its mask: hidden cells carry no number at all. */
export const publishedCells = pgTable(
  "published_cells",
  {
    orgId: orgId(),
    cycleId: uuid("cycle_id").notNull(),
    unitId: uuid("unit_id").notNull(),
    lineage: uuid("lineage").array().notNull(),
    /** `level`, `dimension:DISC`, `status:steady`, `agreement:high`, `participation`, `watch` … */
    measure: text("measure").$type<CellMeasure>().notNull(),
    /** `all`, or one pair type where the breakdown is offered. */
    pairType: text("pair_type", { enum: ["all", ...pairTypes] }).notNull(),
    visible: boolean("visible").notNull(),
    hiddenReason: text("hidden_reason", { enum: ["no-duos", "too-few", "complementary"] }),
    counted: integer("counted"),
    enrolled: integer("enrolled"),
    /** Whole points for means, a count for states; null where only a band is shown. */
    value: doublePrecision("value"),
    low: doublePrecision("low"),
    high: doublePrecision("high"),
    shrunken: doublePrecision("shrunken"),
    verdict: text("verdict", { enum: unitVerdicts }),
    /** Share band, in `private` mode. */
    band: text("band", { enum: shareBands }),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.unitId, t.cycleId, t.measure, t.pairType] }),
    foreignKey({ columns: [t.orgId, t.cycleId], foreignColumns: [cycles.orgId, cycles.id] }),
    index("published_cells_cycle").on(t.orgId, t.cycleId, t.measure),
    check(
      "published_cells_hidden_is_empty",
      sql`${t.visible} = (${t.hiddenReason} is null) and (${t.visible} or num_nonnulls(${t.counted}, ${t.enrolled}, ${t.value}, ${t.low}, ${t.high}, ${t.shrunken}, ${t.verdict}, ${t.band}) = 0)`,
    ),
    // No visible figure of fewer than five duos, whatever the code or a setting says.
    check("published_cells_floor", sql`not ${t.visible} or coalesce(${t.counted}, 0) >= 5`),
    appSelect("published_cells_leaders_read", sql`lineage && ${ledUnits}`),
    ...inOrgPublisher("published_cells"),
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
    /** Share of the variance explained, 0 to 1. */
    rSquared: doublePrecision("r_squared"),
    weights: jsonb("weights").$type<readonly DriverWeight[]>(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.cycleId] }),
    foreignKey({ columns: [t.orgId, t.cycleId], foreignColumns: [cycles.orgId, cycles.id] }),
    check(
      "published_drivers_floor",
      sql`${t.standing} = 'hidden' and num_nonnulls(${t.rSquared}, ${t.weights}) = 0 or ${t.standing} = 'candidates' and ${t.duos} >= 100 or ${t.standing} = 'named' and ${t.duos} >= 200`,
    ),
    appSelect("published_drivers_leaders_read", sql`lineage && ${ledUnits}`),
    ...inOrgPublisher("published_drivers"),
  ],
);

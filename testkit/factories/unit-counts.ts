import type pg from "pg";
import type { CycleKey } from "@/db/queries/publication";
import { insertUnitCounts, type UnitRow } from "@/db/queries/unit-rows";

/** Counts the rows of a published cycle for each unit anew, as its publication would, as the administrator or the owner. */
export async function recountUnits(client: pg.ClientBase, { orgId, cycleId }: CycleKey): Promise<void> {
  const { rows: units } = await client.query<{ id: string; lineage: string[] }>(
    "select unit_id as id, lineage from cycle_units where org_id = $1 and cycle_id = $2",
    [orgId, cycleId],
  );
  const { rows } = await client.query<UnitRow>(
    `select duo_id as "duoId", unit_id as "unitId", pair_type as "pairType", grade_distance as "gradeDistance",
       tenure_months as "tenureMonths", line_manager as "lineManager", team_size as "teamSize", platform, complete, status,
       level, level_band as "levelBand", agreement, dimension_bands as "dimensionBands", previous_status as "previousStatus",
       previous_lineage as "previousLineage"
     from published_duos where org_id = $1 and cycle_id = $2`,
    [orgId, cycleId],
  );
  await client.query("delete from published_unit_counts where org_id = $1 and cycle_id = $2", [
    orgId,
    cycleId,
  ]);
  await insertUnitCounts(client, { orgId, cycleId }, { units, rows });
}

import type pg from "pg";
import { round } from "../measures";

/** The tables that no job ever empties, or only after the time of retention. */
const names = [
  ...["published_duos", "published_cells", "published_unit_counts", "cell_readers"],
  ...["published_duo_evidence", "person_scores", "responses", "response_parts", "audit_log"],
];

/**
 * Of each table that grows: rows, size on disk, the share of dead rows that publications left before a vacuum, how long
 * that vacuum takes, and how much of its pages an index-only reading then needs not look up.
 */
export async function growingTables(admin: pg.ClientBase) {
  const measured = [];
  for (const name of names) {
    await admin.query("select pg_stat_force_next_flush()");
    const before = await sizeOf(admin, name);
    if (!before) continue;
    const began = performance.now();
    await admin.query(`vacuum (analyze) ${name}`);
    const seconds = (performance.now() - began) / 1000;
    const after = (await sizeOf(admin, name))!;
    measured.push({
      table: name,
      rows: after.rows,
      MB: round(after.bytes / 2 ** 20, 0),
      "dead %": round((100 * before.dead) / Math.max(1, after.rows + before.dead), 1),
      "vacuum s": round(seconds, 1),
      "visible %": round((100 * after.visible) / Math.max(1, after.pages), 0),
    });
  }
  return measured;
}

type Size = { rows: number; dead: number; bytes: number; pages: number; visible: number };

async function sizeOf(admin: pg.ClientBase, name: string): Promise<Size | undefined> {
  const { rows } = await admin.query<Size>(
    `select c.reltuples::float8 as rows, pg_stat_get_dead_tuples(c.oid)::float8 as dead,
            pg_total_relation_size(c.oid)::float8 as bytes, c.relpages as pages, c.relallvisible as visible
     from pg_class c where c.oid = to_regclass($1)`,
    [name],
  );
  return rows[0];
}

import type { FreshDatabase } from "../database/fresh-database";
import type { Scene } from "./policies";

/** Adds a row to each table of published figures, noted actions and seals that the scene itself leaves empty. */
export async function arrangeFigures(
  { org, published, units, duos, people }: Scene,
  arrange: FreshDatabase["arrange"],
): Promise<void> {
  await arrange(
    `insert into published_drivers (org_id, cycle_id, unit_id, lineage, standing, duos) values ('${org}', '${published}', '${units.root}', '{}', 'hidden', 0)`,
  );
  await arrange(
    `insert into published_health (org_id, cycle_id, people, surveys, items) values ('${org}', '${published}', 30, 30, '[]')`,
  );
  await arrange(
    `insert into noted_actions (org_id, duo_id, done_on, kind, cycle_id, noted_by) values ('${org}', '${duos.watched}', '2026-01-05', 'talked', '${published}', '${people.vp}')`,
  );
  const hash = "0".repeat(64);
  await arrange(
    `insert into audit_seals (org_id, number, row_id, sealed_at, row_hash, hash) values ('${org}', 1, '${org}', now(), '${hash}', '${hash}')`,
  );
  await arrange(`insert into audit_chains (org_id, sealed_until) values ('${org}', now())`);
}

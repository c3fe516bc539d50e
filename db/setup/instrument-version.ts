import { createHash } from "node:crypto";
import type pg from "pg";
import { instrument } from "@/lib/instrument/instrument";

/** Changes with every word of every item. */
const fingerprint = createHash("sha256").update(JSON.stringify(instrument.items)).digest("hex");

/**
 * Records the instrument that this version of the product asks, as the owner. Throws when the database knows the same
 * version with other items: answers would change their meaning.
 */
export async function recordInstrument(client: pg.ClientBase): Promise<void> {
  await client.query(
    "insert into instrument_versions (version, fingerprint) values ($1, $2) on conflict do nothing",
    [instrument.version, fingerprint],
  );
  const { rows } = await client.query<{ fingerprint: string }>(
    "select fingerprint from instrument_versions where version = $1",
    [instrument.version],
  );
  if (rows[0]!.fingerprint !== fingerprint) {
    throw new Error(`Instrument ${instrument.version} has other items than this database was used with.`);
  }
}

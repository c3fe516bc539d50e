import { createHash } from "node:crypto";
import type pg from "pg";
import type { Instrument } from "@/lib/instrument/instrument";
import { knownVersions } from "@/lib/instrument/versions/versions";

/** Changes with every word of every item. */
const fingerprintOf = ({ items }: Instrument) =>
  createHash("sha256").update(JSON.stringify(items)).digest("hex");

/**
 * Records every version of the questions that this version of the product can ask, as the owner. Throws when the database
 * knows the same version with other items: answers would change their meaning.
 */
export async function recordInstruments(client: pg.ClientBase): Promise<void> {
  for (const version of knownVersions()) await recordInstrument(client, version);
}

async function recordInstrument(client: pg.ClientBase, instrument: Instrument): Promise<void> {
  const fingerprint = fingerprintOf(instrument);
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

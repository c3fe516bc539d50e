import { existsSync, statSync } from "node:fs";
import type pg from "pg";
import { passPolicies } from "@/db/backup/take";
import { appendToLedger, LedgerFault, type LedgerLine, lineAfter } from "./ledger";

type Known = Omit<LedgerLine, "previous" | "cycleId" | "duoId"> & {
  cycleId: string | null;
  duoId: string | null;
};

/**
 * Writes a lost ledger anew from what the database keeps of its lines, and gives how far it goes. The hashes of the lines
 * prove that they are the ones that were written. Reads as an administrator, or as the owner whom no policy binds for a
 * moment.
 * @throws LedgerFault where a ledger is there, or where the database does not have every line as it was
 */
export async function rebuildLedger(reader: pg.Client, file: string): Promise<LedgerLine> {
  if (existsSync(file) && statSync(file).size > 0)
    throw new LedgerFault(
      `There is a ledger of erasures at ${file}, and it is not written over: it may name people whom this database does not. If it is damaged, look for an undamaged copy first, and move it elsewhere only when there is none.`,
    );
  const lines = await linesIn(reader);
  const last = lines.at(-1);
  if (!last)
    throw new LedgerFault(
      "This database knows of no erasure, so there is no ledger to write. If it was restored from a backup, people who were erased after that backup are back, and nothing here tells who they are.",
    );
  for (const [index, line] of lines.entries())
    appendToLedger(file, line, lines[index - 1] ?? { position: 0, hash: "" });
  return last;
}

/** The lines of the ledger that the database has, each proved by its hash. */
async function linesIn(reader: pg.Client): Promise<LedgerLine[]> {
  await reader.query("begin isolation level repeatable read");
  try {
    await passPolicies(reader);
    const { rows: known } = await reader.query<Known>(
      `select position::int, person_id as id, org_id as "organizationId", cycle_id as "cycleId", duo_id as "duoId", (erased_at at time zone 'UTC')::date::text as date, hash
       from erasures order by position`,
    );
    const lines: LedgerLine[] = [];
    for (const { hash, position, cycleId, duoId, ...erased } of known) {
      const survey = cycleId && duoId ? { cycleId, duoId } : {};
      const line = lineAfter(lines.at(-1), { ...erased, ...survey });
      if (line.position !== position || line.hash !== hash)
        throw new LedgerFault(
          `Line ${position} of the ledger cannot be made again from this database: its row was changed, or one before it was removed, by somebody with a superuser's connection. Take the rows of “erasures” from a backup, or the ledger itself.`,
        );
      lines.push(line);
    }
    await assertNobodyLeftOut(reader);
    return lines;
  } finally {
    await reader.query("rollback");
  }
}

/** Refuses where the log or a row without a name says that somebody was erased of whom the table has no line. */
async function assertNobodyLeftOut(reader: pg.Client): Promise<void> {
  const { rows } = await reader.query<{ id: string }>(
    `select distinct s.id from (
       select org_id, id from people where erased_at is not null
       union select org_id, subject_id from audit_log where action = 'person.erased' and subject_id is not null) s
     where not exists (select from erasures e where e.org_id = s.org_id and e.person_id = s.id and e.cycle_id is null) order by 1`,
  );
  if (rows.length > 0)
    throw new LedgerFault(
      `The database says that ${rows.length === 1 ? "a person was" : `${rows.length} people were`} erased of whom it has no line any more (${rows.map(({ id }) => id).join(", ")}): rows of “erasures” were removed by somebody with a superuser's connection. A ledger without them would be a shorter one. Take the rows from a backup.`,
    );
}

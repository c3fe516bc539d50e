import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { z } from "zod";
import { NotBootable } from "@/db/setup/boot-checks";

// The erasure ledger: a file outside the database with a line for each erased person and each survey whose answers were
// withdrawn, which is only ever added to. A backup from before is brought up to date by it. Each line holds the hash of the
// one before.

const lineFields = z.strictObject({
  position: z.number().int().min(1),
  id: z.uuid(),
  organizationId: z.uuid(),
  date: z.iso.date(),
  /** Of a withdrawal: the survey whose answers were withdrawn. Absent where the person was erased. */
  cycleId: z.uuid().optional(),
  duoId: z.uuid().optional(),
  previous: z.string(),
  hash: z.string(),
});
export type LedgerLine = z.infer<typeof lineFields>;
/** How far a ledger goes: the number and the hash of its last line, 0 and "" where it has none. */
export type LedgerPosition = Pick<LedgerLine, "position" | "hash">;
/** Who is erased, or withdraws which answers, and on which day, in UTC. */
export type Erased = Pick<LedgerLine, "id" | "organizationId" | "date" | "cycleId" | "duoId">;

/** Why the ledger cannot be used; the message says what an administrator should do, and names no person. */
export class LedgerFault extends NotBootable {}

const hashOf = ({ position, id, organizationId, date, previous, ...survey }: Omit<LedgerLine, "hash">) => {
  const ofSurvey = survey.cycleId && survey.duoId ? [survey.cycleId, survey.duoId] : [];
  return createHash("sha256")
    .update(JSON.stringify([position, id, organizationId, date, previous, ...ofSurvey]))
    .digest("hex");
};

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? "unknown";

/**
 * The ledger's lines, oldest first; none where there is no file yet. A last line without its end was cut off before its
 * erasure was committed and does not count.
 * @throws LedgerFault where the file cannot be read or a line is not the one that was written
 */
export function readLedger(file: string): LedgerLine[] {
  const lines: LedgerLine[] = [];
  for (const [index, text] of textOf(file).split("\n").slice(0, -1).entries()) {
    const line = parseLine(text);
    const previous = lines.at(-1)?.hash ?? "";
    const isNext = line && line.position === index + 1 && line.previous === previous;
    if (!line || !isNext || line.hash !== hashOf(line)) {
      throw new LedgerFault(
        `The erasure ledger ${file} is damaged: line ${index + 1} is not the line that was written. Put an undamaged copy of it there.`,
      );
    }
    lines.push(line);
  }
  return lines;
}

/** Whether the last line has no end: it was cut off while it was written, and does not count. */
export const endsCutOff = (file: string): boolean => !/(^|\n)$/.test(textOf(file));

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return "";
    throw new LedgerFault(
      `The erasure ledger ${file} cannot be read (${codeOf(error)}). Let the server's account read and write it, or name another file with TWOFOLD_ERASURE_LEDGER.`,
    );
  }
}

function parseLine(text: string): LedgerLine | undefined {
  try {
    return lineFields.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/**
 * Makes sure, before anything is removed, that a line can be added; an absent file is made.
 * @throws LedgerFault where it cannot
 */
export function assertLedgerWritable(file: string): void {
  writing(file, () => {
    makeDirectory(path.dirname(file));
    closeSync(openSync(file, "a", 0o600));
  });
}

/** One by one: where the file system makes none, as below /proc, `recursive` tries for ever. */
function makeDirectory(directory: string): void {
  if (existsSync(directory)) return;
  makeDirectory(path.dirname(directory));
  try {
    mkdirSync(directory);
  } catch (error) {
    // Another server was faster.
    if (codeOf(error) !== "EEXIST") throw error;
  }
}

/** The line of an erasure or a withdrawal after the one before it, if any. */
export function lineAfter(
  before: LedgerPosition | undefined,
  { id, organizationId, date, cycleId, duoId }: Erased,
): LedgerLine {
  const facts = {
    position: (before?.position ?? 0) + 1,
    id,
    organizationId,
    date,
    ...(cycleId && duoId && { cycleId, duoId }),
    previous: before?.hash ?? "",
  };
  return { ...facts, hash: hashOf(facts) };
}

/**
 * Adds the line after `last` and returns once it is on the disk; a line that is not wholly there is taken back. The caller
 * holds the database's lock of the ledger.
 * @throws LedgerFault where the file cannot be read or written, or does not end with `last`
 */
export function appendToLedger(file: string, erased: Erased, last: LedgerPosition): LedgerLine {
  const lines = readLedger(file);
  if (lines.length !== last.position || (lines.at(-1)?.hash ?? "") !== last.hash) {
    throw new LedgerFault(
      `The erasure ledger ${file} has ${lines.length} lines, and the database knows of ${last.position}: another process wrote to it at the same moment, or it is not the one of this database.`,
    );
  }
  const line = lineAfter(last, erased);
  const whole = textOf(file);
  const kept = Buffer.byteLength(whole.slice(0, whole.lastIndexOf("\n") + 1));
  writing(file, () => {
    const handle = openSync(file, "a", 0o600);
    try {
      ftruncateSync(handle, kept);
      writeSync(handle, `${JSON.stringify(line)}\n`);
      fsyncSync(handle);
      syncDirectory(path.dirname(file));
    } catch (error) {
      ftruncateSync(handle, kept);
      throw error;
    } finally {
      closeSync(handle);
    }
  });
  return line;
}

function writing(file: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw new LedgerFault(
      `The erasure ledger ${file} cannot be written (${codeOf(error)}). Let the server's account read and write it, or name another file with TWOFOLD_ERASURE_LEDGER.`,
    );
  }
}

/** A new file is there after a loss of power only once its directory is on the disk too. */
function syncDirectory(directory: string): void {
  const handle = openSync(directory, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

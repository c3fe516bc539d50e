import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { z } from "zod";
import { type BackupHeader, BackupRefused, backupHeader } from "./header";

/*
 * A backup is text under gzip: a first line that names the format, the header in JSON, then for each table a line of
 * JSON, its rows as PostgreSQL's COPY writes them, the line `\.` and a line with their number and SHA-256; last a line
 * with the SHA-256 of all lines before it.
 */
const firstLine = "twofold backup";
const endOfRows = "\\.\n";
const lineFeed = 10;

const tableLine = z.object({ table: z.string(), columns: z.array(z.string()).min(1) });
const rowsLine = z.object({ rows: z.number().int(), sha256: z.string() });
const lastLine = z.object({ tables: z.number().int(), sha256: z.string() });

/** A table in a backup: `columns` as SQL writes their names. */
export type TableInBackup = z.infer<typeof tableLine> & z.infer<typeof rowsLine>;

/** A table to write: `rows` runs its COPY and gives the rows, then their number. */
export type TableToWrite = z.infer<typeof tableLine> & { rows: () => AsyncGenerator<Buffer, number> };

const sha256 = () => createHash("sha256");
const lineOf = (value: unknown) => Buffer.from(`${JSON.stringify(value)}\n`);

/** The text of a backup, in pieces, before it is compressed. */
export async function* backupText(
  header: BackupHeader,
  tables: readonly TableToWrite[],
): AsyncGenerator<Buffer> {
  const whole = sha256();
  const hashed = (bytes: Buffer) => {
    whole.update(bytes);
    return bytes;
  };
  yield hashed(Buffer.from(`${firstLine}\n`));
  yield hashed(lineOf(header));
  for (const { table, columns, rows } of tables) {
    yield hashed(lineOf({ table, columns }));
    const ofRows = sha256();
    const source = rows();
    let next = await source.next();
    for (; !next.done; next = await source.next()) {
      ofRows.update(next.value);
      yield hashed(next.value);
    }
    yield hashed(Buffer.from(endOfRows));
    yield hashed(lineOf({ rows: next.value, sha256: ofRows.digest("hex") }));
  }
  yield lineOf({ tables: tables.length, sha256: whole.digest("hex") });
}

/** Takes a table's rows in, all of them: they have to be read before the next table is there. */
export type TakeRows = (table: z.infer<typeof tableLine>, rows: AsyncGenerator<Buffer>) => Promise<unknown>;

export type ReadBackup = { header: BackupHeader; tables: TableInBackup[] };

/**
 * Reads a backup from its beginning to its end, giving each table's rows to `take`. Throws `BackupRefused` where the file
 * is not a backup, of another layout, cut short, or differs anywhere from what was written.
 */
export async function readBackup(file: string, take: TakeRows): Promise<ReadBackup> {
  const text = new BackupText(file);
  if ((await text.line()) !== firstLine) throw text.damaged("is no backup of Twofold");
  const header = text.parse(backupHeader, await text.line(), "was written by another version of Twofold");
  const tables: TableInBackup[] = [];
  for (;;) {
    const whole = text.hash();
    const line = await text.line();
    const last = lastLine.safeParse(text.json(line));
    if (last.success) {
      const isWhole =
        last.data.sha256 === whole && last.data.tables === tables.length && (await text.isOver());
      if (!isWhole) throw text.damaged();
      return { header, tables };
    }
    const table = text.parse(tableLine, line);
    const ofRows = sha256();
    await take(table, hashing(text.rows(), ofRows));
    const said = text.parse(rowsLine, await text.line());
    if (said.sha256 !== ofRows.digest("hex")) throw text.damaged();
    tables.push({ ...table, ...said });
  }
}

async function* hashing(rows: AsyncGenerator<Buffer>, hash: ReturnType<typeof sha256>) {
  for await (const block of rows) {
    hash.update(block);
    yield block;
  }
}

/** The header alone, for what has to be known before the whole file is read. Throws `BackupRefused`. */
export async function readHeader(file: string): Promise<BackupHeader> {
  const text = new BackupText(file);
  if ((await text.line()) !== firstLine) throw text.damaged("is no backup of Twofold");
  const header = text.parse(backupHeader, await text.line(), "was written by another version of Twofold");
  await text.close();
  return header;
}

/** The uncompressed text of a file, taken line by line, or by all rows of a table. */
class BackupText {
  private readonly chunks: AsyncIterator<Buffer>;
  private readonly taken = sha256();
  private rest: Buffer = Buffer.alloc(0);

  constructor(private readonly file: string) {
    const source = createReadStream(file);
    const unzipped = createGunzip();
    // A file that cannot be opened or read says so where its text is waited for.
    source.on("error", (error) => unzipped.destroy(error));
    this.chunks = source.pipe(unzipped)[Symbol.asyncIterator]();
  }

  damaged(why = "is damaged or cut short"): BackupRefused {
    return new BackupRefused(`${this.file} ${why}. Nothing was restored from it.`);
  }

  /** SHA-256 of everything that was taken so far. */
  hash(): string {
    return this.taken.copy().digest("hex");
  }

  json(line: string): unknown {
    try {
      return JSON.parse(line);
    } catch {
      throw this.damaged();
    }
  }

  parse<T>(schema: z.ZodType<T>, line: string, why?: string): T {
    const parsed = schema.safeParse(this.json(line));
    if (!parsed.success) throw this.damaged(why);
    return parsed.data;
  }

  async line(): Promise<string> {
    for (;;) {
      const end = this.rest.indexOf(lineFeed);
      if (end >= 0)
        return this.take(end + 1)
          .subarray(0, -1)
          .toString();
      await this.more();
    }
  }

  /** The rows of a table in blocks of whole lines; COPY writes no row that is `\.`. */
  async *rows(): AsyncGenerator<Buffer> {
    for (;;) {
      if (this.rest.subarray(0, endOfRows.length).toString() === endOfRows) {
        this.take(endOfRows.length);
        return;
      }
      const end = this.rest.indexOf(`\n${endOfRows}`);
      const whole = end >= 0 ? end : this.rest.lastIndexOf(lineFeed);
      if (whole >= 0) yield this.take(whole + 1);
      if (end < 0) await this.more();
    }
  }

  async isOver(): Promise<boolean> {
    return this.rest.length === 0 && (await this.next()) === undefined;
  }

  async close(): Promise<void> {
    await this.chunks.return?.();
  }

  private take(length: number): Buffer {
    const taken = this.rest.subarray(0, length);
    this.rest = this.rest.subarray(length);
    this.taken.update(taken);
    return taken;
  }

  private async more(): Promise<void> {
    const chunk = await this.next();
    if (!chunk) throw this.damaged();
    this.rest = Buffer.concat([this.rest, chunk]);
  }

  private async next(): Promise<Buffer | undefined> {
    try {
      const { done, value } = await this.chunks.next();
      return done ? undefined : value;
    } catch (error) {
      const { code = "" } = error as NodeJS.ErrnoException;
      if (code.startsWith("Z_")) throw this.damaged();
      throw new BackupRefused(`${this.file} cannot be read (${code}).`);
    }
  }
}

import { once } from "node:events";
import { Readable, Transform, type TransformCallback } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { type Tx, withViewer } from "@/db/client";
import { copyStatement } from "@/db/copy-statement";
import type { Export } from "@/db/queries/export-columns";
import { byteOrderMark, csvRecord } from "@/lib/csv";
import type { Viewer } from "@/lib/permissions";

/** A download that takes nothing for this long gives its connection back. */
const patience = 60_000;

/**
 * Streams a query's rows as CSV out of the database, inside the viewer's own transaction. Resolves with the first
 * rows, so that a failure is still an answer of its own; a dropped or stalled download ends the connection.
 */
export async function copyOut(viewer: Viewer, build: (tx: Tx) => Export): Promise<ReadableStream> {
  const file = new CsvFile();
  const copied = withViewer(viewer, async (tx, client) => {
    const { columns, query } = build(tx);
    file.head = byteOrderMark + csvRecord(columns);
    const rows = client.query(copyTo(copyStatement(query.toSQL())));
    try {
      await pipeline(rows, file);
    } catch (error) {
      // The server is still sending: only closing the connection stops it.
      if (client instanceof pg.Client) await client.end();
      throw error;
    }
  });
  copied.catch((error) => file.destroy(error));
  await Promise.race([once(file, "readable"), copied]);
  return Readable.toWeb(file) as ReadableStream;
}

const lineFeed = 10;
const quote = 34;
const carriageReturn = 13;

/** COPY's lines, with a byte order mark and a header before them, and with the line ends of RFC 4180. */
class CsvFile extends Transform {
  head = "";
  private inQuotes = false;
  private readonly stall = setTimeout(() => this.destroy(new Error("The download stalled")), patience);

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback) {
    this.stall.refresh();
    this.pushHead();
    done(null, this.withLineEnds(chunk));
  }

  override _flush(done: TransformCallback) {
    this.pushHead();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void) {
    clearTimeout(this.stall);
    done(error);
  }

  private pushHead() {
    if (this.head) this.push(this.head);
    this.head = "";
  }

  /** A line feed outside of quotes ends a record: it gets its carriage return. */
  private withLineEnds(chunk: Buffer): Buffer {
    const ends: number[] = [];
    let nextQuote = chunk.indexOf(quote);
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, end + 1)) {
      for (; nextQuote >= 0 && nextQuote < end; nextQuote = chunk.indexOf(quote, nextQuote + 1)) {
        this.inQuotes = !this.inQuotes;
      }
      if (!this.inQuotes) ends.push(end);
    }
    for (; nextQuote >= 0; nextQuote = chunk.indexOf(quote, nextQuote + 1)) this.inQuotes = !this.inQuotes;
    const lines = Buffer.allocUnsafe(chunk.length + ends.length);
    let from = 0;
    let to = 0;
    for (const end of ends) {
      to += chunk.copy(lines, to, from, end);
      lines[to++] = carriageReturn;
      from = end;
    }
    chunk.copy(lines, to, from);
    return lines;
  }
}

import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { type Tx, withDownload } from "@/db/client";
import { BusyFault, withoutValues } from "@/db/fault";
import type { Export, JsonLines } from "@/db/queries/exports/columns";
import { copyStatement } from "@/db/queries/exports/copy-statement";
import { byteOrderMark, csvRecord } from "@/lib/csv/csv";
import type { Viewer } from "@/lib/domain/permissions";

/** After this many milliseconds without a read, a download is ended and its connection released. */
const stallMs = 60_000;
/** One that is not over after this ends, however steadily it is read: others wait for its connection. */
const longest = 300_000;
/** How long a person's second download waits for the first one. */
const waitingAtMost = 2000;
/** Bytes of one chunk of the response: a chunk for each row would cost more in calls than in copying. */
const blockSize = 128 * 1024;
const blocksAhead = 2;

/** The downloads that run in this process, by person. */
const running = new Map<string, Promise<void>>();

/**
 * Waits until no other download of a person runs in this process, and holds the place until the returned function is
 * called: a request that waits must not hold one of the few connections.
 */
async function takePlace(personId: string): Promise<() => void> {
  const deadline = Date.now() + waitingAtMost;
  for (let own = running.get(personId); own; own = running.get(personId)) {
    const left = deadline - Date.now();
    if (left <= 0) throw new BusyFault();
    await Promise.race([own, sleep(left, undefined, { ref: false })]);
  }
  let leave = () => {};
  const over = new Promise<void>((resolve) => {
    leave = resolve;
  });
  running.set(personId, over);
  return () => {
    running.delete(personId);
    leave();
  };
}

type Download = {
  build: (tx: Tx) => Export | JsonLines;
  /** Runs once the connection is there, before the first row is sent. */
  begin?: () => Promise<void>;
};

/**
 * Streams a query's rows as CSV or JSON Lines out of the database, inside the viewer's own transaction on a connection
 * for downloads. Resolves with the first rows, so that a failure is still an answer of its own; a dropped, stalled or
 * endless download ends the connection. One at a time for a person. Throws `BusyFault` when no connection is free in two
 * seconds.
 */
export async function copyOut(viewer: Viewer, { build, begin }: Download): Promise<ReadableStream> {
  const leave = await takePlace(viewer.personId);
  return new Promise((resolve, reject) => {
    withDownload(viewer, async (tx, client) => {
      await begin?.();
      const copy = new FileCopy(build(tx), () => resolve(file));
      const file = new ReadableStream(copy, { highWaterMark: blocksAhead });
      client.query(copy);
      const limit = setTimeout(() => copy.stop(new Error("The download took too long")), longest);
      try {
        await copy.ended;
      } catch (error) {
        // The server may still be sending: only closing the connection stops it.
        if (client instanceof pg.Client) await client.end();
        throw error;
      } finally {
        clearTimeout(limit);
      }
    })
      .catch(reject)
      .finally(leave);
  });
}

const carriageReturn = 13;
const lineFeed = 10;

/**
 * A COPY for node-postgres to run, and the source of the file that it becomes: the rows in blocks. CSV has a byte order
 * mark and a header before them, and the line ends of RFC 4180. Rows are taken from the connection only as fast as the
 * file is read.
 */
class FileCopy implements pg.Submittable, UnderlyingDefaultSource<Uint8Array> {
  private succeed!: () => void;
  private fail!: (error: unknown) => void;
  readonly ended = new Promise<void>((resolve, reject) => {
    this.succeed = resolve;
    this.fail = reject;
  });
  private file: ReadableStreamDefaultController<Uint8Array> | undefined;
  private connection: pg.Connection | undefined;
  private stall: NodeJS.Timeout | undefined;
  private block = Buffer.allocUnsafeSlow(blockSize);
  private filled = 0;

  constructor(
    private readonly wanted: Export | JsonLines,
    private readonly begun: () => void,
  ) {
    if (wanted.columns) this.filled = this.block.write(byteOrderMark + csvRecord(wanted.columns));
  }

  start(file: ReadableStreamDefaultController<Uint8Array>) {
    this.file = file;
  }

  pull() {
    this.flow();
  }

  cancel() {
    this.stop(new Error("The download was dropped"));
  }

  submit(connection: pg.Connection) {
    this.connection = connection;
    connection.query(copyStatement(this.wanted));
  }

  /** The protocol sends one row in each message: its last byte is the line feed that ends the record. */
  handleCopyData({ chunk: row }: { chunk: Buffer }) {
    const length = row.length + 1;
    if (this.filled + length > this.block.length) {
      this.send();
      this.block = Buffer.allocUnsafeSlow(Math.max(blockSize, length));
    }
    this.filled += row.copy(this.block, this.filled);
    if (!this.wanted.columns) return;
    this.block[this.filled - 1] = carriageReturn;
    this.block[this.filled++] = lineFeed;
  }

  handleCommandComplete() {
    this.send();
    this.file?.close();
    this.flow();
  }

  handleReadyForQuery() {
    // The pool may give the connection to another request now.
    this.connection = undefined;
    this.succeed();
  }

  handleError(error: Error) {
    this.stop(withoutValues(error));
  }

  private send() {
    this.file?.enqueue(this.block.subarray(0, this.filled));
    this.filled = 0;
    this.begun();
    if (this.file?.desiredSize === 0) {
      this.connection?.stream.pause();
      this.stall = setTimeout(() => this.stop(new Error("The download stalled")), stallMs);
    }
  }

  private flow() {
    clearTimeout(this.stall);
    this.connection?.stream.resume();
  }

  /** Ends the download with an error, for its reader and for the service that started it. */
  stop(error: unknown) {
    this.flow();
    this.file?.error(error);
    this.file = undefined;
    this.fail(error);
  }
}

import type { AddressInfo } from "node:net";
import { connect, createServer, type Socket } from "node:net";

/** A relay to a PostgreSQL server that loses its connections at a chosen statement. */
export type BreakingRelay = {
  /** The same URL, through the relay. */
  through(url: string): string;
  /** Lets `statements` pass over all connections together, then cuts the connection that sends the next one. */
  breakAfter(statements: number): void;
  /**
   * Cuts the connection that sends the next COMMIT: before the server gets it; as soon as it is sent, whatever becomes of
   * it; or after the server has answered, whose answer is kept back.
   */
  breakAtCommit(moment: CommitMoment): void;
  /** From now on nothing passes and no connection ends, as when a machine is gone without a word. */
  fallSilent(): void;
  /** Whether a connection was cut since the last `breakAfter` or `breakAtCommit`. */
  readonly broke: boolean;
  close(): Promise<void>;
};

export type CommitMoment = "before" | "amid" | "after";

/** Message types of PostgreSQL's protocol of which each statement has one: Query or Bind. A named one has Parse once. */
const beginsStatement = new Set(["Q", "B"]);

/** `isCommit` of a message whose text is COMMIT and nothing else, as the product sends it. */
type Message = { type: string; isCommit: boolean };

/** Splits what a client sends into its messages; the first one of a connection has no type. */
function messages() {
  let rest = Buffer.alloc(0);
  let begun = false;
  return (chunk: Buffer): Message[] => {
    rest = Buffer.concat([rest, chunk]);
    const found: Message[] = [];
    for (;;) {
      const head = begun ? 1 : 0;
      if (rest.length < head + 4) return found;
      const length = head + rest.readInt32BE(head);
      if (rest.length < length) return found;
      if (begun) {
        const isCommit = rest.toString("latin1", head + 4, length - 1).toLowerCase() === "commit";
        found.push({ type: String.fromCharCode(rest[0]!), isCommit });
      }
      begun = true;
      rest = rest.subarray(length);
    }
  };
}

/** Starts a relay to the server of `serverUrl` on a free port of this machine. */
export async function breakingRelay(serverUrl: string): Promise<BreakingRelay> {
  const { hostname, port } = new URL(serverUrl);
  const sockets = new Set<Socket>();
  let left = Number.POSITIVE_INFINITY;
  let atCommit: CommitMoment | undefined;
  let broke = false;
  let silent = false;
  const relay = createServer((client) => {
    const server = connect(Number(port), hostname);
    const read = messages();
    const end = () => {
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on("error", end).on("close", () => {
        sockets.delete(socket);
        end();
      });
    }
    server.pipe(client);
    client.on("data", (chunk: Buffer) => {
      if (silent) return;
      const sent = read(chunk);
      left -= sent.filter(({ type }) => beginsStatement.has(type)).length;
      const moment = sent.some(({ isCommit }) => isCommit) ? atCommit : undefined;
      if (left >= 0 && !moment) return void server.write(chunk);
      broke = true;
      left = Number.POSITIVE_INFINITY;
      atCommit = undefined;
      if (moment === "after") server.unpipe(client).once("data", end).resume().write(chunk);
      else if (moment === "amid") server.write(chunk, end);
      else end();
    });
  });
  await new Promise<void>((ready) => relay.listen(0, "127.0.0.1", ready));
  const own = (relay.address() as AddressInfo).port;
  return {
    through: (url) => Object.assign(new URL(url), { hostname: "127.0.0.1", port: String(own) }).href,
    breakAfter(statements) {
      left = statements;
      broke = false;
    },
    breakAtCommit(moment) {
      atCommit = moment;
      broke = false;
    },
    fallSilent() {
      silent = true;
    },
    get broke() {
      return broke;
    },
    close: () =>
      new Promise((done) => {
        for (const socket of sockets) socket.destroy();
        relay.close(() => done());
      }),
  };
}

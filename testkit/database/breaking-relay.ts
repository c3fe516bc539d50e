import type { AddressInfo } from "node:net";
import { connect, createServer, type Socket } from "node:net";

/** A relay to a PostgreSQL server that loses its connections at a chosen statement. */
export type BreakingRelay = {
  /** The same URL, through the relay. */
  through(url: string): string;
  /** Lets `statements` pass over all connections together, then cuts the connection that sends the next one. */
  breakAfter(statements: number): void;
  /** Whether a connection was cut since the last `breakAfter`. */
  readonly broke: boolean;
  close(): Promise<void>;
};

/** Message types of PostgreSQL's protocol with which a client begins a statement: Query and Parse. */
const beginsStatement = new Set(["Q", "P"]);

/** Splits what a client sends into its messages; the first one of a connection has no type. */
function messageTypes() {
  let rest = Buffer.alloc(0);
  let begun = false;
  return (chunk: Buffer): string[] => {
    rest = Buffer.concat([rest, chunk]);
    const types: string[] = [];
    for (;;) {
      const head = begun ? 1 : 0;
      if (rest.length < head + 4) return types;
      const length = head + rest.readInt32BE(head);
      if (rest.length < length) return types;
      if (begun) types.push(String.fromCharCode(rest[0]!));
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
  let broke = false;
  const relay = createServer((client) => {
    const server = connect(Number(port), hostname);
    const read = messageTypes();
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
      left -= read(chunk).filter((type) => beginsStatement.has(type)).length;
      if (left >= 0) return void server.write(chunk);
      broke = true;
      left = Number.POSITIVE_INFINITY;
      end();
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

import { createServer, type IncomingHttpHeaders, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";

type Kept = { status: number; headers: IncomingHttpHeaders; body: Buffer };

export type SharedCache = {
  /** Where it listens, without a slash at the end. */
  readonly origin: string;
  /** Answers that it gave from what it kept. */
  readonly hits: number;
  close(): Promise<void>;
};

/**
 * A proxy of many people in front of a server. It keeps every answer to a GET that its Cache-Control lets a shared cache
 * keep, and gives it to the next person who asks for the same address; `careless`, also every other answer.
 */
export async function sharedCache(target: string, { careless }: { careless: boolean }): Promise<SharedCache> {
  const kept = new Map<string, Kept>();
  const upstream = new URL(target);
  let hits = 0;
  const server = createServer((incoming, outgoing) => {
    const known = incoming.method === "GET" ? kept.get(incoming.url!) : undefined;
    if (known) {
      hits += 1;
      outgoing.writeHead(known.status, known.headers).end(known.body);
      return;
    }
    const headers = { ...incoming.headers, host: upstream.host };
    const asked = { port: upstream.port, host: upstream.hostname, path: incoming.url!, headers };
    const sent = request({ ...asked, method: incoming.method! }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => {
        const whole = { status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(chunks) };
        if (incoming.method === "GET" && whole.status === 200 && (careless || mayKeep(whole))) {
          kept.set(incoming.url!, whole);
        }
        const { "transfer-encoding": _, ...given } = whole.headers;
        outgoing.writeHead(whole.status, given).end(whole.body);
      });
    });
    sent.on("error", () => outgoing.destroy());
    incoming.pipe(sent);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get hits() {
      return hits;
    },
    close: () => closed(server),
  };
}

/** What RFC 9111 forbids a shared cache to keep; without a word about it, everything may be kept. */
const mayKeep = ({ headers }: Kept) =>
  !/\b(?:no-store|no-cache|private)\b/i.test(headers["cache-control"] ?? "");

function closed(server: Server): Promise<void> {
  return new Promise((done) => {
    server.closeAllConnections();
    server.close(() => done());
  });
}

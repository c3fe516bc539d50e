import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { ask } from "@/bench/submitting/requests";
import type { Node } from "../site";

const checkEveryMs = 250;

export type Balancer = {
  sendsTo(node: Node): boolean;
  /** How often a node that had said it was ready took no connection. */
  readonly closed: number;
  close(): Promise<void>;
};

/**
 * Passes what arrives at a port of this machine to nodes in turn, as a reverse proxy does that asks each whether it is
 * ready. A request goes to the next node only where no connection was made: what was sent is never sent again.
 */
export async function balancer(nodes: readonly Node[], port: number): Promise<Balancer> {
  const ready = new Set(nodes);
  let turn = 0;
  let closed = 0;
  const check = async (node: Node) => {
    const answer = await ask(`${node.origin}/api/health/ready`).catch(() => undefined);
    if (answer?.status === 200) ready.add(node);
    else ready.delete(node);
  };
  const checking = setInterval(() => nodes.forEach((node) => void check(node)), checkEveryMs);
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const asked = [...ready];
    const first = turn++;
    for (let n = 0; n < asked.length; n++) {
      const node = asked[(first + n) % asked.length]!;
      if (await pass(node, { incoming, outgoing, body: Buffer.concat(chunks) })) return;
      closed += 1;
    }
    outgoing.writeHead(502).end();
  });
  await new Promise<void>((listening) => server.listen(port, "127.0.0.1", listening));
  return {
    sendsTo: (node) => ready.has(node),
    get closed() {
      return closed;
    },
    close() {
      clearInterval(checking);
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

type Passed = { incoming: IncomingMessage; outgoing: ServerResponse; body: Buffer };

/** Whether a connection was made; then the answer, or 502 where it was cut, is on its way. */
function pass(node: Node, { incoming, outgoing, body }: Passed): Promise<boolean> {
  return new Promise((resolve) => {
    const { method, url, headers } = incoming;
    const options = { host: "127.0.0.1", port: node.port, method, path: url, headers, agent: false } as const;
    const sent = request(options, (answer) => {
      outgoing.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(outgoing);
      answer.on("error", () => outgoing.destroy());
      resolve(true);
    });
    sent.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ECONNREFUSED") return resolve(false);
      if (!outgoing.headersSent) outgoing.writeHead(502).end();
      resolve(true);
    });
    sent.end(body);
  });
}

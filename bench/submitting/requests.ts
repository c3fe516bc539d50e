import { Agent, type IncomingHttpHeaders, request } from "node:http";

/** Many connections at once, kept open, as many browsers have them. */
const agent = new Agent({ keepAlive: true, maxSockets: 1_000 });
const patience = 30_000;

export type Answer = { status: number; headers: IncomingHttpHeaders; text: string; ms: number };
export type Request = { method?: string; headers?: Record<string, string>; body?: string };

/** One request and its whole answer. Rejects where the connection is refused, cut, or silent for half a minute. */
export function ask(url: string, { method = "GET", headers = {}, body }: Request = {}): Promise<Answer> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent, timeout: patience }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("close", () => reject(new Error("The answer was cut short.")));
      response.on("end", () =>
        resolve({
          status: response.statusCode!,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
          ms: performance.now() - began,
        }),
      );
    });
    sent.on("timeout", () => sent.destroy(new Error("No answer came in time.")));
    sent.on("error", reject);
    sent.end(body);
  });
}

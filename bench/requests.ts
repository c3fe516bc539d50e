import { Agent, type IncomingMessage, request } from "node:http";

/** One connection, kept open: what is measured is the answer, not the handshake. */
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

export type Answer = {
  status: number;
  headers: IncomingMessage["headers"];
  /** As it came over the wire, compressed. */
  bytes: number;
  text: string;
  firstByteMs: number;
  ms: number;
};

/** A GET with its times; the body is read to its end and, unless it is to be kept, thrown away. */
export function get(
  url: string,
  { headers = {}, keep = false }: { headers?: Record<string, string>; keep?: boolean } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const sent = request(url, { agent, headers }, (response) => {
      let firstByteMs = 0;
      let bytes = 0;
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => {
        firstByteMs ||= performance.now() - began;
        bytes += chunk.length;
        if (keep) chunks.push(chunk);
      });
      response.on("error", reject);
      response.on("end", () =>
        resolve({
          status: response.statusCode!,
          headers: response.headers,
          bytes,
          text: Buffer.concat(chunks).toString(),
          firstByteMs,
          ms: performance.now() - began,
        }),
      );
    });
    sent.on("error", reject);
    sent.end();
  });
}

/** Throws unless the page came: a refusal would be measured as a fast page. */
export async function getPage(url: string, headers: Record<string, string>): Promise<Answer> {
  const answer = await get(url, { headers });
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
  return answer;
}

import { connect } from "node:net";
import type { Malformed } from "./inputs";

const timeoutMs = 30_000;

/** Sends a request byte by byte as it was made up, on a connection of its own; gives the status and the whole answer. */
export async function send(
  baseURL: string,
  { method, path, headers, body }: Malformed,
): Promise<{ status: number; text: string }> {
  const { hostname, port, host, origin } = new URL(baseURL);
  const socket = connect(Number(port), hostname);
  const all: Record<string, string> = { host, origin, connection: "close", ...headers };
  if (body) all["content-length"] = String(body.byteLength);
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  // A server that refuses a request by its head may close before it has read the body: what arrived of its answer counts.
  const closed = new Promise((resolve) => socket.on("error", () => {}).once("close", resolve));
  socket.setTimeout(timeoutMs, () => socket.destroy());
  const start = Buffer.from(`${[`${method} ${path} HTTP/1.1`, ...head].join("\r\n")}\r\n\r\n`, "latin1");
  socket.write(body ? Buffer.concat([start, body]) : start);
  await closed;
  const text = Buffer.concat(chunks).toString("latin1");
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0), text };
}

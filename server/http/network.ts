import type { IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";
import { env } from "../env";
import { requestFacts } from "./request-facts";

/**
 * The address a request came from. X-Forwarded-For counts only as far as our own proxies wrote it: each appends the
 * address that connected to it, and the last of them connected to this process.
 */
export function clientAddress({ headers, socket }: Pick<IncomingMessage, "headers" | "socket">): string {
  const connected = socket.remoteAddress ?? "";
  const proxies = env().TRUSTED_PROXIES;
  if (proxies === 0) return connected;
  const written = String(headers["x-forwarded-for"] ?? "").split(",");
  // Fewer entries than proxies: it did not come through all of them, so none is theirs.
  return withoutPort(written.at(-proxies)?.trim() || connected);
}

/** Some proxies write the port too: "192.0.2.7:4711", "[2001:db8::1]:4711". */
const withoutPort = (hop: string) =>
  /^\[(.*)\](?::\d+)?$|^([\d.]+):\d+$/.exec(hop)?.slice(1).find(Boolean) ?? hop;

/** The network an address belongs to, as far as one person or office commonly holds it: /24 or /64. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
  if (!isIPv6(plain)) return plain.split(".").slice(0, 3).join(".");
  const [head = "", tail = ""] = plain.toLowerCase().split("::");
  const groups = (text: string) => (text === "" ? [] : text.split(":"));
  const zeros = plain.includes("::") ? 8 - groups(head).length - groups(tail).length : 0;
  const all = [...groups(head), ...Array<string>(Math.max(0, zeros)).fill("0"), ...groups(tail)];
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}

/** The network of the request that is being answered. */
export const currentNetwork = () => networkOf(requestFacts()?.address ?? "");

import { env } from "../env";
import { normalHost, ownHosts } from "./own-hosts";

const own = () => ownHosts(env().AUTH_URL, env().ALLOWED_HOSTS);

/** Whether this installation answers for a Host header; any other could steer links and cookies elsewhere. */
export function servesHost(host: string | undefined): boolean {
  const normal = host && normalHost(env().AUTH_URL.protocol, host);
  return Boolean(normal) && own().served.has(normal as string);
}

/** Whether an Origin header names a page of this installation. */
export function isOwnOrigin(origin: string): boolean {
  return URL.canParse(origin) && own().origins.has(new URL(origin).origin);
}

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Names that lead to the machine that the browser runs on. */
const ownMachine = /^(?:(?:[a-z0-9-]+\.)*localhost\.?|127(?:\.\d+){3}|0\.0\.0\.0|\[::1\])$/;

/** Whether a Host header is another name of this very machine, where the product is reached on it, at whatever port. */
export function isLoopbackAlias(host: string | undefined): boolean {
  const { AUTH_URL } = env();
  const normal = host && normalHost(AUTH_URL.protocol, host);
  if (!normal || !loopback.has(AUTH_URL.hostname)) return false;
  return ownMachine.test(new URL(`${AUTH_URL.protocol}//${normal}`).hostname);
}

/** Whether a request was addressed to this very machine by name. */
export function isLoopback(host: string | undefined): boolean {
  const normal = host && normalHost("http:", host);
  return Boolean(normal) && loopback.has(new URL(`http://${normal}`).hostname);
}

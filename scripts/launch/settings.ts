import { createServer } from "node:net";
import type { Secrets } from "@/db/embedded/secrets";
import { type DatabaseUrls, loginRoles, urlVariable } from "@/db/setup/roles";

const firstPort = 3000;
const portsToTry = 20;
const loopback = "127.0.0.1";

export type Address = { host: string; port: number; url: string };

function canListen(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
      .once("error", () => resolve(false))
      .listen(port, host, () => probe.close(() => resolve(true)));
  });
}

/** Where the app listens: PORT if given, else the first free port from 3000 on. Throws when PORT is taken. */
export async function chooseAddress(host = loopback): Promise<Address> {
  const wanted = Number(process.env.PORT) || undefined;
  const candidates = wanted ? [wanted] : Array.from({ length: portsToTry }, (_, i) => firstPort + i);
  for (const port of candidates) {
    // Sign-in redirects say localhost, and cookies belong to the host that set them.
    if (await canListen(host, port)) return { host, port, url: `http://localhost:${port}` };
  }
  throw new Error(
    wanted
      ? `Port ${wanted} is taken. Choose another one with PORT.`
      : `No free port from ${firstPort} to ${firstPort + portsToTry - 1}. Choose one with PORT.`,
  );
}

/** The app's four database URLs; never the administrator's, never the migrating role's. */
export function databaseSettings(urls: DatabaseUrls): Record<string, string> {
  return Object.fromEntries(
    loginRoles.filter((role) => role !== "migrate").map((role) => [urlVariable(role), urls[role]]),
  );
}

/** Secrets of a data directory, for what the environment leaves open. */
export function secretSettings({ authSecret }: Secrets): Record<string, string> {
  return { AUTH_SECRET: process.env.AUTH_SECRET ?? authSecret };
}

/** The environment of the web server: ours without what only administrators need, then `settings`. */
export function webEnvironment(address: Address, settings: Record<string, string>): NodeJS.ProcessEnv {
  const { DATABASE_URL_ADMIN, DATABASE_URL_MIGRATE, ...inherited } = process.env;
  return {
    AUTH_URL: address.url,
    ...inherited,
    ...settings,
    PORT: String(address.port),
    NEXT_TELEMETRY_DISABLED: "1",
  };
}

import path from "node:path";
import type { Secrets } from "@/db/embedded/secrets";
import { type DatabaseUrls, loginRoles, urlVariable } from "@/db/setup/roles";
import type { Address } from "./address";

/** The app's four database URLs; never the administrator's, never the migrating role's. */
export function databaseSettings(urls: DatabaseUrls): Record<string, string> {
  return Object.fromEntries(
    loginRoles.filter((role) => role !== "migrate").map((role) => [urlVariable(role), urls[role]]),
  );
}

/** The secrets of an embedded database's directory, as the app reads them. */
export const secretSettings = ({ authSecret, masterKey, previousMasterKey }: Secrets) => ({
  AUTH_SECRET: authSecret,
  TWOFOLD_MASTER_KEY: masterKey,
  ...(previousMasterKey && { TWOFOLD_MASTER_KEY_PREVIOUS: previousMasterKey }),
});

/** The ledger of erasures beside the files of an embedded database, unless the environment names another one. */
export const ledgerSetting = (directory: string) => ({
  TWOFOLD_ERASURE_LEDGER: process.env.TWOFOLD_ERASURE_LEDGER || path.join(directory, "erasures.jsonl"),
});

/** What to say where the environment has a master key that the embedded database does not use: it has its own. */
export function unusedMasterKey(
  { masterKey }: Pick<Secrets, "masterKey">,
  given?: string,
): string | undefined {
  if (!given || given === masterKey) return undefined;
  return "TWOFOLD_MASTER_KEY is not used: the embedded database encrypts with the key in its own secrets.json. Take the variable out, or set DATABASE_URL for a server.";
}

/**
 * The environment of the web server: this process's and `settings`, which win. The two URLs that only administrators
 * need are set to nothing rather than left out: Next reads .env as well, and would add them again.
 */
export function webEnvironment(address: Address, settings: Record<string, string>): NodeJS.ProcessEnv {
  return {
    AUTH_URL: address.url,
    ...process.env,
    ...settings,
    DATABASE_URL_ADMIN: "",
    DATABASE_URL_MIGRATE: "",
    PORT: String(address.port),
    NEXT_TELEMETRY_DISABLED: "1",
  };
}

import { existsSync, mkdirSync, statSync } from "node:fs";
import path from "node:path";
import { loginRoles, urlVariable } from "@/db/setup/roles";
import { isDecodable } from "@/server/env-shapes";

/** A variable of the environment that a launcher cannot work with; the message names it and shows what works. */
export class SettingError extends Error {
  constructor(
    { name, value }: { name: string; value?: string | undefined },
    why: string,
    examples: readonly string[],
  ) {
    const said = value === undefined ? `${name} is missing` : `${name}=${quoted(value)} is not usable`;
    super(`${said}: ${why}. For example: ${examples.map((example) => `${name}=${example}`).join(" or ")}`);
  }
}

/** In quotes where a blank would not be seen. */
const quoted = (value: string) => (value.trim() === value && value !== "" ? value : `"${value}"`);

/** PORT as a number; undefined when it is not set. */
export function portSetting(): number | undefined {
  const value = process.env.PORT;
  if (value === undefined) return undefined;
  const port = Number(value);
  if (/^\d+$/.test(value) && port >= 1 && port <= 65_535) return port;
  throw new SettingError({ name: "PORT", value }, "it must be a whole number from 1 to 65535", ["3000"]);
}

/** The directory of the embedded database: TWOFOLD_DATA_DIR, which is made if it is not there, or `fallback`. */
export function dataDirectory(fallback: string): string {
  const name = "TWOFOLD_DATA_DIR";
  const value = process.env[name];
  if (value === undefined) return fallback;
  const examples = ["/srv/twofold", ".twofold/data"];
  if (value.startsWith("~")) {
    throw new SettingError({ name, value }, "~ is not replaced here, so write the whole path", examples);
  }
  if (existsSync(value) && !statSync(value).isDirectory()) {
    throw new SettingError({ name, value }, "it is a file, and must be a directory", examples);
  }
  const directory = path.resolve(value);
  const fault = makeDirectory(directory);
  if (fault) throw new SettingError({ name, value }, `it cannot be made (${fault})`, examples);
  return directory;
}

/**
 * Makes a directory and those above it, and gives the system's code where that fails. Not by Node's own `recursive`,
 * which never ends where the system says that an existing directory is not there, as in /proc.
 */
function makeDirectory(directory: string): string | undefined {
  if (existsSync(directory)) return undefined;
  const above = makeDirectory(path.dirname(directory));
  if (above) return above;
  try {
    mkdirSync(directory);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  }
  return undefined;
}

/** A database URL from the environment; undefined when it is not set. Its password is never repeated. */
export function databaseUrlSetting(name: string): string | undefined {
  const value = process.env[name];
  if (value === undefined) return undefined;
  const protocol = URL.canParse(value) ? new URL(value).protocol : undefined;
  if ((protocol === "postgres:" || protocol === "postgresql:") && isDecodable(value)) return value;
  throw new SettingError(
    { name, value: value.replace(/:[^:@/]*@/, ":…@") },
    "it must be the URL of a PostgreSQL database",
    [databaseUrlExample(name)],
  );
}

export function databaseUrlExample(name: string): string {
  const role = loginRoles.find((one) => urlVariable(one) === name);
  return role
    ? `postgres://twofold_${role}:password@db.example.com:5432/twofold`
    : "postgres://postgres:password@db.example.com:5432/postgres";
}

import { statSync } from "node:fs";
import path from "node:path";
import { loginRoles, urlVariable } from "@/db/setup/roles";

/** A variable of the environment that a launcher cannot work with; the message names it and shows what works. */
export class SettingError extends Error {
  constructor(
    { name, value }: { name: string; value?: string | undefined },
    why: string,
    examples: readonly string[],
  ) {
    const said = value === undefined ? `${name} is missing` : `${name}=${value} is not usable`;
    super(`${said}: ${why}. For example: ${examples.map((example) => `${name}=${example}`).join(" or ")}`);
  }
}

/** PORT as a number; undefined when it is not set. */
export function portSetting(): number | undefined {
  const value = process.env.PORT;
  if (value === undefined) return undefined;
  const port = Number(value);
  if (/^\d+$/.test(value) && port >= 1 && port <= 65_535) return port;
  throw new SettingError({ name: "PORT", value }, "it must be a whole number from 1 to 65535", ["3000"]);
}

/** The directory of the embedded database: TWOFOLD_DATA_DIR, or `fallback`. */
export function dataDirectory(fallback: string): string {
  const name = "TWOFOLD_DATA_DIR";
  const value = process.env[name];
  if (value === undefined) return fallback;
  const examples = ["/srv/twofold", ".twofold/data"];
  if (value.startsWith("~")) {
    throw new SettingError({ name, value }, "~ is not replaced here, so write the whole path", examples);
  }
  if (statSync(value, { throwIfNoEntry: false })?.isDirectory() === false) {
    throw new SettingError({ name, value }, "it is a file, and must be a directory", examples);
  }
  return path.resolve(value);
}

/** A database URL from the environment; undefined when it is not set. Its password is never repeated. */
export function databaseUrlSetting(name: string): string | undefined {
  const value = process.env[name];
  if (value === undefined) return undefined;
  const protocol = URL.canParse(value) ? new URL(value).protocol : undefined;
  if (protocol === "postgres:" || protocol === "postgresql:") return value;
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

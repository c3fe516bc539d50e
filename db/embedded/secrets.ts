import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { loginRoles, type RolePasswords } from "../setup/roles";

export type Secrets = {
  adminPassword: string;
  rolePasswords: RolePasswords;
  /** Signs cookies and tokens. */
  authSecret: string;
};

export const newPassword = () => randomBytes(24).toString("base64url");

export function newRolePasswords(): RolePasswords {
  return Object.fromEntries(loginRoles.map((role) => [role, newPassword()])) as RolePasswords;
}

/** Reads the secrets of a data directory, made at its first use and readable by their owner only. */
export function secretsOf(directory: string): Secrets {
  const file = path.join(directory, "secrets.json");
  const draft = `${file}.${process.pid}`;
  const fresh: Secrets = {
    adminPassword: newPassword(),
    rolePasswords: newRolePasswords(),
    authSecret: randomBytes(32).toString("base64url"),
  };
  writeFileSync(draft, JSON.stringify(fresh, null, 2), { mode: 0o600 });
  try {
    // A link appears whole or not at all, and never replaces what is there.
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft);
  }
  return JSON.parse(readFileSync(file, "utf8"));
}

import { randomBytes } from "node:crypto";
import { linkSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { loginRoles, type RolePasswords } from "../setup/roles";
import { DamagedData } from "./fault";
import { readStateFile, writeDraft, writeStateFile } from "./state-file";

export type Secrets = {
  adminPassword: string;
  rolePasswords: RolePasswords;
  /** Signs cookies and tokens. */
  authSecret: string;
  /** Wraps the organizations' data keys: 32 bytes in base64. */
  masterKey: string;
  /** The master key before, while a rotation lasts. */
  previousMasterKey?: string;
};

/** What the file must hold. A role of a later version may be missing: its password is set at the next opening. */
const essential = z.object({
  adminPassword: z.string().min(1),
  rolePasswords: z.partialRecord(z.enum(loginRoles), z.string().min(1)),
  authSecret: z.string().min(32),
  masterKey: z.string().length(44),
  previousMasterKey: z.string().length(44).optional(),
});

const fileOf = (directory: string) => path.join(directory, "secrets.json");
const ownersOnly = 0o600;

/** 32 random bytes in base64. */
export const newMasterKey = () => randomBytes(32).toString("base64");

const newPassword = () => randomBytes(24).toString("base64url");

export function newRolePasswords(): RolePasswords {
  return Object.fromEntries(loginRoles.map((role) => [role, newPassword()])) as RolePasswords;
}

/**
 * The secrets of a data directory, made at its first use and readable by their owner only. A damaged file is replaced
 * while there is no database yet. Throws `DamagedData` when there is one: its passwords are known from nowhere else.
 */
export function secretsOf(directory: string, hasDatabase: boolean): Secrets {
  const file = fileOf(directory);
  const found = readStateFile(file, essential);
  if (found) {
    const whole = { ...found, rolePasswords: { ...newRolePasswords(), ...found.rolePasswords } };
    if (loginRoles.some((role) => !found.rolePasswords[role])) writeStateFile(file, whole, ownersOnly);
    return whole;
  }
  if (!hasDatabase) return makeSecrets(directory);
  throw new DamagedData(
    directory,
    `${file} is missing or damaged, and only the passwords in it open the database beside it. Put the file back from a backup`,
  );
}

function makeSecrets(directory: string): Secrets {
  const file = fileOf(directory);
  const fresh: Secrets = {
    adminPassword: newPassword(),
    rolePasswords: newRolePasswords(),
    authSecret: randomBytes(32).toString("base64url"),
    masterKey: newMasterKey(),
  };
  const draft = writeDraft(file, fresh, ownersOnly);
  try {
    // A link never replaces a file: two launchers that start at once both read what the first one wrote.
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    if (!readStateFile(file, essential)) renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
  return secretsOf(directory, false);
}

/**
 * Gives a data directory a new master key and keeps the former one beside it until `forgetPreviousMasterKey`, so that
 * a rotation which is cut short can be run again. A rotation that was cut short keeps its new key.
 */
export function renewMasterKey(directory: string): Secrets {
  const present = secretsOf(directory, true);
  if (present.previousMasterKey) return present;
  const renewed = { ...present, masterKey: newMasterKey(), previousMasterKey: present.masterKey };
  writeStateFile(fileOf(directory), renewed, ownersOnly);
  return renewed;
}

/** Gives a data directory, whose database is empty or was just restored, the master key that its data came with. */
export function adoptMasterKeys(
  directory: string,
  keys: Pick<Secrets, "masterKey" | "previousMasterKey">,
): void {
  writeStateFile(fileOf(directory), { ...secretsOf(directory, true), ...keys }, ownersOnly);
}

/** Ends a rotation: nothing is wrapped with the former master key any more. */
export function forgetPreviousMasterKey(directory: string): void {
  const { previousMasterKey: _, ...kept } = secretsOf(directory, true);
  writeStateFile(fileOf(directory), kept, ownersOnly);
}

import { createHash } from "node:crypto";
import { openBytes, sealBytes } from "./envelope";

const currentName = "TWOFOLD_MASTER_KEY";
const previousName = "TWOFOLD_MASTER_KEY_PREVIOUS";
const keyLength = 32;

/** Thrown when the master key is missing, malformed, or not the one that the stored data keys are wrapped with. */
export class MasterKeyError extends Error {}

export type MasterKey = {
  /** Names the key without giving it away: the start of its SHA-256, 16 hexadecimal digits. */
  id: string;
  bytes: Buffer;
};

/** An organization's data key as the database holds it. */
export type WrappedKey = { orgId: string; masterId: string; wrapped: Buffer };

/** Reads a master key: 32 bytes in base64. Throws `MasterKeyError`, which never repeats the value. */
export function parseMasterKey(value: string, name = currentName): MasterKey {
  const bytes = Buffer.from(value, "base64");
  if (
    bytes.length !== keyLength ||
    bytes.toString("base64").replace(/=+$/, "") !== value.replace(/=+$/, "")
  ) {
    throw new MasterKeyError(
      `${name} must be ${keyLength} random bytes in base64. Make one with: openssl rand -base64 ${keyLength}`,
    );
  }
  return { id: createHash("sha256").update(bytes).digest("hex").slice(0, 16), bytes };
}

/**
 * The master keys of this process: the one that new data keys are wrapped with, and during a rotation the one before
 * it. Throws `MasterKeyError`.
 */
export function masterKeys(): { current: MasterKey; previous: MasterKey | undefined } {
  const { [currentName]: current, [previousName]: previous } = process.env;
  if (!current) {
    throw new MasterKeyError(
      `${currentName} is missing: answers are encrypted with it. Make one with: openssl rand -base64 ${keyLength}, and keep it apart from the database and its backups`,
    );
  }
  return {
    current: parseMasterKey(current),
    previous: previous ? parseMasterKey(previous, previousName) : undefined,
  };
}

const identity = (orgId: string) => ["organization_keys", orgId] as const;

export function wrapDataKey(master: MasterKey, orgId: string, dataKey: Buffer): WrappedKey {
  return { orgId, masterId: master.id, wrapped: sealBytes(master.bytes, identity(orgId), dataKey) };
}

/** The data key inside. Throws `MasterKeyError` when it is wrapped with a master key that this process does not have. */
export function unwrapDataKey({ orgId, masterId, wrapped }: WrappedKey): Buffer {
  const { current, previous } = masterKeys();
  const master = [current, previous].find((one) => one?.id === masterId);
  if (!master) throw wrongMasterKey([masterId]);
  return openBytes(master.bytes, identity(orgId), wrapped);
}

/** What to do when stored data keys are wrapped with master keys that this process does not have. */
export function wrongMasterKey(missing: readonly string[]): MasterKeyError {
  return new MasterKeyError(
    `${currentName} is not the key that this database was written with (it needs ${missing.join(", ")}). Set the right one; during a rotation set the former one as ${previousName}. Nothing was changed.`,
  );
}

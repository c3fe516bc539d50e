import { z } from "zod";

/** Thrown for a backup that is not taken or not restored; the message says why, and what to do. */
export class BackupRefused extends Error {}

/** The version of the file's own layout. */
export const layout = 1;

const role = z.object({
  name: z.string(),
  login: z.boolean(),
  superuser: z.boolean(),
  bypassesPolicies: z.boolean(),
  inherits: z.boolean(),
  memberOf: z.array(z.string()),
});

/** A role of the product as a server has it. No password: each server has its own. */
export type RoleFacts = z.infer<typeof role>;

/** What stands at the beginning of a backup, readable without any key. */
export const backupHeader = z.object({
  layout: z.literal(layout),
  takenAt: z.iso.datetime(),
  /** The server that it was taken from, as "18.4". */
  postgres: z.string(),
  kind: z.enum(["production", "demo", "test"]),
  /** The newest migration of the database: its time in ms, and a hash over all that it had. */
  migration: z.object({ at: z.number().int(), hash: z.string() }),
  /** Ids of the master keys that the data keys in it are wrapped with. An id gives no key away. */
  masterKeys: z.array(z.string()),
  roles: z.array(role),
  /**
   * How far the ledger of erasures went: the number and the hash of its last line. Backups of before it was
   * there have none.
   */
  ledger: z.object({ position: z.number().int(), hash: z.string() }).default({ position: 0, hash: "" }),
  /** Tables of which only the structure comes back. */
  leftOut: z.array(z.string()),
});
export type BackupHeader = z.infer<typeof backupHeader>;

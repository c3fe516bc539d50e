import type { ShownChain } from "./audit-chain";
import type { SharingMode } from "./cycles";

/** Settings that say how an installation runs, none of them secret. */
export const reviewSettings = [
  "address",
  "otherHosts",
  "proxies",
  "mode",
  "mailSignIn",
  "strongSignIn",
  "provider",
  "mailServer",
  "jobs",
  "stream",
  "retention",
  "ledger",
  "logLevel",
] as const;
export type ReviewSetting = (typeof reviewSettings)[number];

/** What runs, with its version. */
export const reviewParts = [
  "twofold",
  "revision",
  "node",
  "database",
  "migration",
  "questions",
  "promise",
] as const;
export type ReviewPart = (typeof reviewParts)[number];

/** What is checked before the product serves: each database role that a process connects as, and the master key. */
export const reviewChecks = ["app", "auth", "publisher", "worker", "masterKey", "strongSignIn"] as const;
export type ReviewCheck = (typeof reviewChecks)[number];

/**
 * Null where it holds now, else what an administrator should do; `reference` of the log's line where it could not be asked;
 * `apart` where another process has the connection.
 */
export type CheckResult = { check: ReviewCheck } & (
  | { fault: string | null }
  | { reference: string }
  | { apart: true }
);

type ReviewedCycle = { number: number; mode: SharingMode };

/** What a reviewer takes home of an installation, beside the matrix of who reads what. */
export type Review = {
  madeAt: Date;
  organization: string;
  /** Null where a setting is absent. */
  settings: Readonly<Record<ReviewSetting, string | null>>;
  /** Null where it is not known. */
  versions: Readonly<Record<ReviewPart, string | null>>;
  /** What leaders read of the newest cycle, and of how many cycles they read what. */
  sharing: { newest: ReviewedCycle | null; cycles: Readonly<Record<SharingMode, number>> };
  checks: readonly CheckResult[];
  /** Of every answer; a page's own policy beside them. */
  headers: readonly (readonly [name: string, value: string])[];
  /** Sessions that are open now: of the whole organization, and the reviewer's own. */
  sessions: { all: number; own: number };
  /** The last one that `npm run backup` wrote whole; null when it never did. */
  backup: { at: Date; bytes: number } | null;
  chain: ShownChain | null;
};

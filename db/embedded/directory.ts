import { createHash } from "node:crypto";
import { chmodSync, existsSync, lstatSync, mkdirSync } from "node:fs";
import path from "node:path";
import { canEnter, type SystemAccount } from "./account";

/** Holds the folders that stand for those which the database account cannot enter. */
const reserve = "/var/lib/twofold";

/** The folder in which a database of this directory is, if the database account cannot enter the directory itself. */
const standInOf = (folder: string) => path.join(reserve, digest(folder));

/** Whether a database was ever made for this directory. Looking makes nothing. */
export function holdsDatabase(directory: string): boolean {
  const folder = path.resolve(directory);
  return [folder, standInOf(folder)].some((home) => existsSync(path.join(home, "postgres", "PG_VERSION")));
}

const digest = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 16);

/** A folder that only this user can have put there, so that nothing in it was planted. */
function ownFolder(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const entry = lstatSync(folder);
  if (!entry.isDirectory() || (process.getuid && entry.uid !== process.getuid())) {
    throw new Error(`${folder} belongs to somebody else. Choose another directory with TWOFOLD_DATA_DIR.`);
  }
  return folder;
}

/**
 * The folder that stands for `wanted`. Under root the database runs as another account, which cannot enter folders
 * such as /root; then a folder in /var/lib stands for it, always the same for the same path.
 */
export function reachableFolder(account: SystemAccount | undefined, wanted: string): string {
  const folder = path.resolve(wanted);
  if (canEnter(account, folder)) return ownFolder(folder);
  ownFolder(path.dirname(reserve));
  chmodSync(ownFolder(reserve), 0o755);
  const standIn = ownFolder(standInOf(folder));
  chmodSync(standIn, 0o755);
  return standIn;
}

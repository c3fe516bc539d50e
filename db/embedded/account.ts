import { execFileSync } from "node:child_process";
import { chownSync, statSync } from "node:fs";
import path from "node:path";

/** The system account a server runs as when its launcher is root, which PostgreSQL refuses to be. */
export type SystemAccount = { uid: number; gid: number };

const accountName = "postgres";

/** Undefined for an ordinary user: the server then runs as that user. Creates the account when root has none. */
export function databaseAccount(): SystemAccount | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const found = lookUp();
  if (found) return found;
  execFileSync("groupadd", ["--force", "--system", accountName]);
  execFileSync("useradd", ["--system", "--no-create-home", "--gid", accountName, accountName]);
  return lookUp();
}

function lookUp(): SystemAccount | undefined {
  try {
    const id = (flag: string) =>
      Number(
        execFileSync("id", [flag, accountName], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
      );
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    return undefined;
  }
}

/** Whether the account can enter `directory`, for which it must be able to enter every folder above it too. */
export function canEnter(account: SystemAccount | undefined, directory: string): boolean {
  if (!account) return true;
  for (let folder = path.resolve(directory); ; folder = path.dirname(folder)) {
    const entry = statSync(folder, { throwIfNoEntry: false });
    if (entry) {
      const bit = entry.uid === account.uid ? 0o100 : entry.gid === account.gid ? 0o010 : 0o001;
      if (!(entry.mode & bit)) return false;
    }
    if (folder === path.dirname(folder)) return true;
  }
}

/** Makes the account the owner of a file; nothing for an ordinary user. */
export function giveTo(account: SystemAccount | undefined, file: string): void {
  if (account) chownSync(file, account.uid, account.gid);
}

import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { SystemAccount } from "./account";
import type { Binaries } from "./binaries";
import { isRunning } from "./process";
import { endLeftBehind, readRunning } from "./running";
import { stopServer } from "./server";

const prefix = "twofold-throwaway-";

/** A new temporary directory that other accounts can enter. */
export function newThrowaway(): string {
  const directory = mkdtempSync(path.join(tmpdir(), prefix));
  chmodSync(directory, 0o755);
  return directory;
}

/** Stops the servers of killed launchers in the temporary directory, and deletes their files. */
export async function sweepThrowaways(account: SystemAccount | undefined, binaries: Binaries): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const home = path.join(tmpdir(), name);
    try {
      const left = readRunning(home);
      if (!left || isRunning(left.launcher)) continue;
      await endLeftBehind(home);
      await stopServer({ data: path.join(home, "postgres"), account, binaries });
      rmSync(home, { recursive: true, force: true });
    } catch (error) {
      // A directory of another user: that user's next launcher deletes it.
      if ((error as NodeJS.ErrnoException).code !== "EACCES") throw error;
    }
  }
}

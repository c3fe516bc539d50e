import { chmodSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { SystemAccount } from "./account";
import type { Binaries } from "./binaries";
import { exists, isRunning } from "./process";
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
    try {
      const home = takeOver(name);
      if (home === undefined) continue;
      await endLeftBehind(home);
      await stopServer({ data: path.join(home, "postgres"), account, binaries });
      rmSync(home, { recursive: true, force: true });
    } catch (error) {
      // A directory of another user: that user's next launcher deletes it.
      if (!["EACCES", "EPERM"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    }
  }
}

/**
 * Gives the directory of a killed launcher a name that ends with this process's number, which works for one process alone
 * when several sweep at once, and gives where it is then. Undefined where its launcher lives, or a process that sweeps it.
 */
function takeOver(name: string): string | undefined {
  const home = path.join(tmpdir(), name);
  const [made, sweeper] = name.split(".");
  if (sweeper && exists(Number(sweeper))) return undefined;
  const left = readRunning(home);
  if (!left || isRunning(left.launcher)) return undefined;
  const taken = path.join(tmpdir(), `${made}.${process.pid}`);
  try {
    renameSync(home, taken);
    return taken;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

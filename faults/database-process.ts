import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Cluster } from "@/db/embedded/cluster";

/** Ends the server of a trial's own database and all its processes at once, without a chance to write anything down. */
export const killDatabase = (database: Pick<Cluster, "directory">): void =>
  signalDatabase(database, "SIGKILL");

/** Stops all of them where they are (SIGSTOP), as a machine that is gone without a word, and lets them go on (SIGCONT). */
export function signalDatabase(
  { directory }: Pick<Cluster, "directory">,
  signal: "SIGKILL" | "SIGSTOP" | "SIGCONT",
): void {
  const [first] = readFileSync(path.join(directory, "postgres", "postmaster.pid"), "utf8").split("\n");
  const postmaster = Number(first);
  for (const pid of [postmaster, ...childrenOf(postmaster)]) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      // It ended by itself meanwhile.
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}

function childrenOf(parent: number): number[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  return lines.flatMap((line) => {
    const [pid, ppid] = line.trim().split(/\s+/).map(Number);
    return ppid === parent ? [pid!] : [];
  });
}

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** A process and when it began, because the system gives the number of an ended process to a new one. */
export type ProcessMark = { pid: number; began: string };

/** When a process began, in the system's own words; undefined when there is none. */
function beginning(pid: number): string | undefined {
  try {
    if (process.platform !== "linux") {
      return (
        execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || undefined
      );
    }
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // Fields 3 and 22, counted after the command name, which may itself hold spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const dead = fields[0] === "Z" || fields[0] === "X";
    return dead ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

/** The command line of a process; empty when there is none. */
export function commandOf(pid: number): string {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8");
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
}

export function markOf(pid: number): ProcessMark | undefined {
  const began = beginning(pid);
  return began ? { pid, began } : undefined;
}

export const isRunning = (mark: ProcessMark) => beginning(mark.pid) === mark.began;

/** Ends a process group that its launcher left behind, and waits until its leader is gone. */
export async function endOrphan(mark: ProcessMark): Promise<void> {
  if (!isRunning(mark)) return;
  try {
    process.kill(-mark.pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
  while (isRunning(mark)) await sleep(10);
}

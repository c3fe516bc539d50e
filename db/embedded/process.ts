import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** A process and when it began, because the system gives the number of an ended process to a new one. */
export type ProcessMark = { pid: number; began: string };

/** The fields of /proc/PID/stat from the third on: those after the command, which may itself hold spaces and parentheses. */
function statOf(pid: number): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

const psColumn = (column: string, pid: number) =>
  execFileSync("ps", ["-o", `${column}=`, "-p", String(pid)], { encoding: "utf8" }).trim();

/** When a process began, in the system's own words; undefined when there is none. */
function beginning(pid: number): string | undefined {
  try {
    if (process.platform !== "linux") return psColumn("lstart", pid) || undefined;
    const fields = statOf(pid);
    const dead = fields[0] === "Z" || fields[0] === "X";
    return dead ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

/** The process that started a process, or took it over; undefined when there is none. */
export function parentOf(pid: number): number | undefined {
  try {
    return Number(process.platform === "linux" ? statOf(pid)[1] : psColumn("ppid", pid)) || undefined;
  } catch {
    return undefined;
  }
}

/** Whether there is a process of this number, this one's or another account's. */
export function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** The command line of a process; empty when there is none. */
export function commandOf(pid: number): string {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8");
    return psColumn("command", pid);
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

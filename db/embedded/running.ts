import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { endOrphan, isRunning, markOf, type ProcessMark } from "./process";

/** What a launcher leaves for its successor: who it is, and the web server that must not outlive it. */
export type Running = { launcher: ProcessMark; child?: ProcessMark; url?: string };

const fileOf = (home: string) => path.join(home, "running.json");

export function readRunning(home: string): Running | undefined {
  return existsSync(fileOf(home)) ? JSON.parse(readFileSync(fileOf(home), "utf8")) : undefined;
}

export function writeRunning(home: string, child?: number, url?: string): void {
  const running: Running = { launcher: markOf(process.pid)!, child: child ? markOf(child) : undefined, url };
  writeFileSync(fileOf(home), JSON.stringify(running));
}

export function clearRunning(home: string): void {
  rmSync(fileOf(home), { force: true });
}

/** Ends the web server of a launcher that was killed. */
export async function endLeftBehind(home: string): Promise<void> {
  const before = readRunning(home);
  if (before?.child && !isRunning(before.launcher)) await endOrphan(before.child);
}

import { rmSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { endOrphan, isRunning, markOf } from "./process";
import { readStateFile, writeStateFile } from "./state-file";

const mark = z.object({ pid: z.int().positive(), began: z.string().min(1) });
const running = z.object({ launcher: mark, child: mark.optional(), url: z.string().optional() });

/** What a launcher writes down for the next one: its process, and its web server, which the next one ends. */
export type Running = z.infer<typeof running>;

const fileOf = (home: string) => path.join(home, "running.json");

/** Undefined when there is no such file or it is damaged: it serves only to name and end leftover processes. */
export function readRunning(home: string): Running | undefined {
  return readStateFile(fileOf(home), running);
}

export function writeRunning(home: string, child?: number, url?: string): void {
  const noted: Running = { launcher: markOf(process.pid)!, child: child ? markOf(child) : undefined, url };
  writeStateFile(fileOf(home), noted);
}

export function clearRunning(home: string): void {
  rmSync(fileOf(home), { force: true });
}

/** Ends the web server of a launcher that was killed. */
export async function endLeftBehind(home: string): Promise<void> {
  const before = readRunning(home);
  if (before?.child && !isRunning(before.launcher)) await endOrphan(before.child);
}

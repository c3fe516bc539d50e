import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import type { z } from "zod";

/**
 * Writes a small JSON file whole or not at all: beside its place first, flushed to disk, then renamed. A process that
 * is killed or a disk that is full leaves the former file as it was.
 */
export function writeStateFile(file: string, value: unknown, mode = 0o644): void {
  const draft = writeDraft(file, value, mode);
  try {
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Writes `value` beside `file`, for this process to rename or link into place; returns the draft's path. */
export function writeDraft(file: string, value: unknown, mode: number): string {
  const draft = `${file}.${process.pid}.part`;
  rmSync(draft, { force: true });
  try {
    const handle = openSync(draft, "wx", mode);
    try {
      writeFileSync(handle, `${JSON.stringify(value, null, 2)}\n`);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  return draft;
}

/** What a state file says; undefined when it is absent, cut short, or says something else than `schema`. */
export function readStateFile<T>(file: string, schema: z.ZodType<T>): T | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

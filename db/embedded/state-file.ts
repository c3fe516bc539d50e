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

/**
 * The text of a file of the data directory; undefined when it is absent.
 * @throws Error that names the file where a directory stands in its place, or this account may not read it
 */
export function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    if (code === "EISDIR") {
      throw new Error(`${file} is a directory, and must be a file. Move it away, then start again.`);
    }
    if (code === "EACCES" || code === "EPERM") {
      throw new Error(
        `${file} cannot be read by this account. Give the file to the account that runs Twofold, then start again.`,
      );
    }
    throw error;
  }
}

/**
 * What a state file says; undefined when it is absent, cut short, or says something else than `schema`.
 * @throws Error as `readText` does
 */
export function readStateFile<T>(file: string, schema: z.ZodType<T>): T | undefined {
  const text = readText(file);
  if (text === undefined) return undefined;
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

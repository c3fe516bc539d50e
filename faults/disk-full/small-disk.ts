import { execFileSync } from "node:child_process";
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Started } from "../started";

const block = Buffer.alloc(1 << 20);

/** A file system of a fixed size, in memory, for what a trial starts. */
export class SmallDisk {
  private constructor(readonly directory: string) {}

  /** Undefined where this account may not mount one. */
  static make(started: Started, megabytes: number): SmallDisk | undefined {
    const directory = mkdtempSync(path.join(tmpdir(), "twofold-small-disk-"));
    try {
      const options = `size=${megabytes}m,mode=0755`;
      execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", directory], { stdio: "pipe" });
    } catch {
      rmSync(directory, { recursive: true });
      return undefined;
    }
    started.add(async () => {
      execFileSync("umount", [directory]);
      rmSync(directory, { recursive: true });
    });
    chmodSync(directory, 0o755);
    return new SmallDisk(directory);
  }

  get #ballast(): string {
    return path.join(this.directory, "ballast");
  }

  /** Writes until nothing more fits. */
  fill(): void {
    const file = openSync(this.#ballast, "a");
    try {
      for (let size = block.length; size >= 1; ) {
        try {
          if (writeSync(file, block, 0, size) < size) size = size >> 1;
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
          size = size >> 1;
        }
      }
    } finally {
      closeSync(file);
    }
  }

  /** Gives the space back. */
  free(): void {
    rmSync(this.#ballast, { force: true });
  }
}

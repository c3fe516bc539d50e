import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { BackupRefused } from "./header";

/**
 * A file that is there whole or not at all, and never in place of another: written beside its place, readable by its
 * owner only, and renamed when everything is on disk.
 */
export class NewFile {
  readonly draft: string;

  /** Throws `BackupRefused` where there is a file already. */
  constructor(readonly file: string) {
    this.draft = `${file}.${process.pid}.part`;
    if (existsSync(file)) throw this.taken();
    if (!existsSync(path.dirname(path.resolve(file))))
      throw new BackupRefused(`There is no folder ${path.dirname(file)} to write the backup into.`);
    rmSync(this.draft, { force: true });
  }

  private taken(): BackupRefused {
    return new BackupRefused(
      `${this.file} is there already, and no backup replaces another. Name a new file.`,
    );
  }

  /** Puts the draft in its place and returns its size in bytes. */
  keep(): number {
    const handle = openSync(this.draft, "r");
    fsyncSync(handle);
    closeSync(handle);
    try {
      // Takes the name, so that the rename replaces nothing that somebody else wrote meanwhile.
      closeSync(openSync(this.file, "wx", 0o600));
    } catch (error) {
      throw (error as NodeJS.ErrnoException).code === "EEXIST" ? this.taken() : error;
    }
    renameSync(this.draft, this.file);
    return statSync(this.file).size;
  }

  /** Removes what was written so far. */
  discard(): void {
    rmSync(this.draft, { force: true });
  }
}

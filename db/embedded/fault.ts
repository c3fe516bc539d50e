import path from "node:path";

/** A data directory that cannot be opened again as it is; the message says what to do. */
export class DamagedData extends Error {
  constructor(
    readonly directory: string,
    why: string,
    detail = "",
  ) {
    super(`${why}, or start over without its data by deleting ${directory}. ${detail}`.trim());
  }
}

/** Another launcher holds the data directory. */
export class InUse extends Error {}

const noSpace = /No space left on device|Disk quota exceeded|ENOSPC|EDQUOT/;

const settingsFile = /\b(?:pg_hba|pg_ident|postgresql|postgresql\.auto)\.conf\b/;
const damagedFiles =
  /PANIC:|pg_control|pg_filenode|invalid (?:checkpoint|page|record|magic)|incorrect checksum|(?:file|directory) .* does not exist|could not (?:open|read|access|locate|find) .*(?:file|directory|record|status)/;

/**
 * A server that did not start: what to do, then PostgreSQL's own words, which name the place.
 * @param data the directory of the database's files
 * @param said what the server wrote before it ended
 */
export function notStarted(data: string, said: string): Error {
  const [file] = settingsFile.exec(said) ?? [];
  const words = `The database in ${data} did not start`;
  const told = `PostgreSQL says:\n${said}`;
  if (noSpace.test(said) || !(file || damagedFiles.test(said))) return new Error(`${words}. ${told}`);
  const why = file
    ? `${words}: its file ${file} is missing or damaged. Put this file back from a backup`
    : `${words}: its files are damaged. Put the directory back from a backup`;
  return new DamagedData(path.dirname(data), why, told);
}

/** The error as a person at the terminal can use it; `directory` is where the data was to be written. */
export function inPlainWords(error: unknown, directory: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "53100" || noSpace.test(`${code} ${message}`)) {
    return new Error(`The disk that holds ${directory} is full. Free some space on it, then start again.`);
  }
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    return new Error(
      `${directory} cannot be written by this account (${message}). Choose another directory with TWOFOLD_DATA_DIR, for example TWOFOLD_DATA_DIR=/var/lib/twofold-data.`,
    );
  }
  if (code === "28P01") {
    return new DamagedData(
      directory,
      `The database in ${directory} refuses the passwords in secrets.json: the two do not belong together. Put both back from one backup`,
    );
  }
  return error;
}

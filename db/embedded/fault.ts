/** A data directory that cannot be opened again as it is; the message says what to do. */
export class DamagedData extends Error {
  constructor(
    readonly directory: string,
    why: string,
  ) {
    super(`${why}, or start over without its data by deleting ${directory}.`);
  }
}

/** Another launcher holds the data directory. */
export class InUse extends Error {}

const noSpace = /No space left on device|Disk quota exceeded|ENOSPC|EDQUOT/;

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

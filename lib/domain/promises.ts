import { promiseVersions } from "./cycles";

/**
 * The version of the promise that first named something which older ones do not: that leaders note actions for a duo, that
 * they read a share of kept commitments, and that admins read how the survey works. Of cycles under an earlier version none
 * of it is stored or shown, because nobody was told of it before they answered.
 */
const firstNamedIn = { actions: "3", kept: "4", health: "5" } as const;
type Named = keyof typeof firstNamedIn;

/** The versions that do not name it. */
export const promisesWithout = (named: Named): readonly string[] =>
  promiseVersions.slice(0, promiseVersions.indexOf(firstNamedIn[named]));

/** Whether a version names it. */
export const promiseNames = (named: Named, version: string): boolean =>
  !promisesWithout(named).includes(version);

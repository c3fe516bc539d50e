import type { Owner } from "@/lib/instrument/answers";
import { type KrippendorffAlpha, krippendorffAlpha } from "@/lib/statistics/krippendorff-alpha";

/** Both partners' ownership maps, by row code; rows left out are missing. */
export interface DuoRoleMaps {
  readonly ic: Readonly<Record<string, Owner>>;
  readonly manager: Readonly<Record<string, Owner>>;
}

const owners: readonly Owner[] = ["ic", "manager", "both", "other", "unclear"];

/**
 * Nominal Krippendorff alpha over every row of every duo of a unit, two raters each (measurement specification 2, "Role
 * map"): eight rows are too few for a figure of one duo.
 */
export function roleMapAlpha(duos: readonly DuoRoleMaps[]): KrippendorffAlpha {
  const code = (owner: Owner | undefined) => (owner === undefined ? undefined : owners.indexOf(owner));
  const rated = duos.flatMap(({ ic, manager }) =>
    [...new Set([...Object.keys(ic), ...Object.keys(manager)])].map((row) => [
      code(ic[row]),
      code(manager[row]),
    ]),
  );
  return krippendorffAlpha(rated, "nominal");
}

import { type DriverStanding, dimensionCodes, type PublishedDriver } from "../domain/published";
import type { Drivers } from "./drivers";

/** How many candidates are named. */
const CANDIDATES_NAMED = 3;

type Published = {
  standing: DriverStanding;
  /** Duos with at least one observation. */
  duos: number;
  /** Of the variance, by all dimensions together, in whole percent; null unless one is named. */
  explained: number | null;
  drivers: PublishedDriver[] | null;
};

/**
 * What is published of the drivers (docs/measurement.md 4, "Drivers"), for page and database alike: of candidates their
 * names, in the instrument's order; once one is named, all nine in whole percent. They are computed from exact scores,
 * and more digits would tell something about them that no page shows.
 */
export function publishedDrivers(found: Drivers): Published {
  const { standing, duos } = found;
  if (found.standing === "hidden") return { standing, duos, explained: null, drivers: null };
  if (found.standing === "candidates") {
    const first = new Set(found.drivers.slice(0, CANDIDATES_NAMED).map(({ dimension }) => dimension));
    const drivers = dimensionCodes.filter((code) => first.has(code)).map((dimension) => ({ dimension }));
    return { standing, duos, explained: null, drivers };
  }
  const drivers = found.drivers.map(({ dimension, weight }) => ({
    dimension,
    percent: Math.round((100 * weight) / found.rSquared),
  }));
  return { standing, duos, explained: Math.round(100 * found.rSquared), drivers };
}

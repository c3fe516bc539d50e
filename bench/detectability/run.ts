import { writeFileSync } from "node:fs";
import path from "node:path";
import { detectabilityGrid } from "@/lib/methodology/detectability";
import { type Cadence, cadences } from "@/lib/schedule/choices";
import { seededRandom } from "@/lib/statistics/random";
import type { World } from "../simulation/assumptions";
import { productDetectors } from "../simulation/detectors/product";
import { Tally } from "../simulation/evaluation";
import { simulateOrganization } from "../simulation/organization";
import { paced } from "../simulation/worlds";

/** Simulated duos of each cell of the table, in organizations of its size. */
const duosPerCell = Number(process.env.DETECTABILITY_DUOS ?? 8_000);
const file = path.join(import.meta.dirname, "../../lib/methodology/detectability.json");
const monthsBetween: Record<Cadence, number> = { monthly: 1, "six-weekly": 18 / 13, quarterly: 3 };

/**
 * Computes what the product's rule sees by number of duos, response and cadence, into
 * `lib/methodology/detectability.json`.
 */
export async function run(): Promise<void> {
  const { duos, response } = detectabilityGrid;
  const table = Object.fromEntries(
    cadences.map((cadence) => [
      cadence,
      response.map((share) =>
        duos.map((size) => simulateCell({ ...answering(paced(monthsBetween[cadence]), share), duos: size })),
      ),
    ]),
  );
  writeFileSync(file, `${JSON.stringify(table, null, 2)}\n`);
  console.log(JSON.stringify({ cells: cadences.length * duos.length * response.length, duosPerCell }));
}

/** A world in which this share of surveys is answered on the whole; some people answer half of theirs, unless all answer. */
function answering(world: World, share: number): World {
  const { chronic, chronicShare, lossPerPoint } = world.response;
  if (share === 1) return { ...world, response: { usual: 1, chronic, chronicShare: 0, lossPerPoint: 0 } };
  const usual = (share - chronic * chronicShare) / (1 - chronicShare);
  return { ...world, response: { usual, chronic, chronicShare, lossPerPoint } };
}

/** [drops, slides] caught within six cycles, and false alarms per stable duo and year of both families, as shares. */
function simulateCell(world: World): number[] {
  const tallies = productDetectors()
    .filter(({ tier }) => tier === "confirmed")
    .map((detector) => new Tally(detector, world));
  for (let replicate = 0; replicate * world.duos < duosPerCell; replicate++) {
    const organization = simulateOrganization({ random: seededRandom(1 + replicate), world });
    const series = organization.map((duo) => duo.series);
    for (const tally of tallies) tally.add(organization, tally.detector.suspicion(series));
  }
  const declining = tallies.find(({ detector }) => detector.family === "declining")!;
  const falseAlarms = tallies.reduce((sum, tally) => sum + tally.falseAlarms(), 0);
  return [declining.caughtWithinSix("drop") ?? 0, declining.caughtWithinSix("decline") ?? 0, falseAlarms].map(
    (share) => Number(share.toFixed(4)),
  );
}

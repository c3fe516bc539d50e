import { seededRandom } from "@/lib/statistics/random";
import type { World } from "./assumptions";
import { type Calibration, calibrate } from "./calibration";
import type { Detector } from "./detectors/detector";
import { naiveDetectors } from "./detectors/naive";
import { productDetectors, type Tier, type TierDetector, version1Detectors } from "./detectors/product";
import { Tally } from "./evaluation";
import { simulateOrganization } from "./organization";
import { calibrationTable, ruleTables } from "./tables";
import { type WorldName, worlds } from "./worlds";

/** Duos simulated in each world, in organizations of its size: more of them reduce the Monte-Carlo error. */
const duosPerWorld = Number(process.env.SIMULATION_REPLICATES ?? 60) * worlds.base.duos;
const firstSeed = 1;

/** A world's tallies: those of the product's rule, and those of the rules that it is compared with. */
interface Tallies {
  readonly product: readonly { readonly tier: Tier; readonly tally: Tally }[];
  readonly others: readonly Tally[];
  readonly calibrations: readonly Calibration[];
}

/** Computes false alarms and detection of the product's rule, of version 1 and of simple rules in each simulated world. */
export async function run(): Promise<void> {
  const results = {} as Record<WorldName, Tallies>;
  for (const name of Object.keys(worlds) as WorldName[]) {
    const isBase = name === "base";
    const tallies = simulateWorld(worlds[name], isBase ? naiveDetectors : []);
    results[name] = tallies;
    if (isBase) console.log(calibrationTable(tallies.calibrations, duosPerWorld));
    console.log(ruleTables(name, [...tallies.others, ...tallies.product.map(({ tally }) => tally)]));
  }
  const { base, nobodyChanges, twentyDuos, companyStep } = results;
  console.log(
    JSON.stringify({
      confirmed: summary("confirmed", base),
      watch: summary("watch", base),
      nobodyChanges: summary("confirmed", nobodyChanges),
      twentyDuos: summary("confirmed", twentyDuos),
      companyStep: summary("confirmed", companyStep),
    }),
  );
}

/** Simulates organizations of one world and counts each rule's alarms. */
function simulateWorld(world: World, naive: readonly Detector[]): Tallies {
  const product = productDetectors().map((detector: TierDetector) => ({
    tier: detector.tier,
    tally: new Tally(detector, world),
  }));
  const others = [...naive, ...version1Detectors()].map((detector) => new Tally(detector, world));
  const calibrations: Calibration[] = [];
  const organizations = Math.max(1, Math.round(duosPerWorld / world.duos));
  for (let replicate = 0; replicate < organizations; replicate++) {
    const organization = simulateOrganization({ random: seededRandom(firstSeed + replicate), world });
    const series = organization.map((duo) => duo.series);
    for (const tally of [...product.map(({ tally }) => tally), ...others]) {
      tally.add(organization, tally.detector.suspicion(series));
    }
    if (naive.length > 0) calibrations.push(calibrate(organization));
  }
  return { product, others, calibrations };
}

function summary(tier: Tier, { product }: Tallies) {
  const of = (family: Detector["family"]) =>
    product.find((one) => one.tier === tier && one.tally.detector.family === family)!.tally;
  const declining = of("declining");
  const apart = of("apart");
  return {
    falseAlarms: { declining: round(declining.falseAlarms()), apart: round(apart.falseAlarms()) },
    // Null in a world without events.
    caughtWithinSix: {
      decline: round(declining.caughtWithinSix("decline")),
      drop: round(declining.caughtWithinSix("drop")),
      apart: round(apart.caughtWithinSix("apart")),
      sour: round(apart.caughtWithinSix("sour")),
    },
  };
}

function round(fraction: number | undefined): number | null {
  return fraction === undefined ? null : Number(fraction.toFixed(4));
}

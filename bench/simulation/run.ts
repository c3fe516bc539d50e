import { seededRandom } from "@/lib/statistics/random";
import { type Calibration, calibrate } from "./calibration";
import type { Detector } from "./detectors/detector";
import { naiveDetectors } from "./detectors/naive";
import { changePointDetectors, productDetectors, type Tier } from "./detectors/product";
import { Tally } from "./evaluation";
import { simulateOrganization } from "./organization";
import { calibrationTable, ruleTables } from "./tables";

/** Number of simulated organizations: more of them reduce the Monte-Carlo error; 120 take about half a minute. */
const replicates = Number(process.env.SIMULATION_REPLICATES ?? 120);
const firstSeed = 1;

/** Computes false alarms and detection of the product's rule and of simple rules on simulated organizations. */
export async function run(): Promise<void> {
  const product = productDetectors().map((detector) => ({ tier: detector.tier, tally: new Tally(detector) }));
  const others = [...naiveDetectors, ...changePointDetectors()].map((detector) => new Tally(detector));
  const calibrations: Calibration[] = [];
  for (let replicate = 0; replicate < replicates; replicate++) {
    const organization = simulateOrganization(seededRandom(firstSeed + replicate));
    const series = organization.map((duo) => duo.series);
    for (const tally of [...product.map((one) => one.tally), ...others]) {
      tally.add(organization, tally.detector.suspicion(series));
    }
    calibrations.push(calibrate(organization));
  }
  console.log(calibrationTable(calibrations, replicates));
  console.log(ruleTables([...others, ...product.map((one) => one.tally)]));
  console.log(JSON.stringify({ confirmed: summary("confirmed", product), watch: summary("watch", product) }));
}

function summary(tier: Tier, product: readonly { tier: Tier; tally: Tally }[]) {
  const of = (family: Detector["family"]) =>
    product.find((one) => one.tier === tier && one.tally.detector.family === family)!.tally;
  const declining = of("declining");
  const apart = of("apart");
  return {
    falseAlarms: { declining: round(declining.falseAlarms()), apart: round(apart.falseAlarms()) },
    caughtWithinSix: {
      decline: round(declining.caughtWithinSix("decline")),
      drop: round(declining.caughtWithinSix("drop")),
      apart: round(apart.caughtWithinSix("apart")),
    },
  };
}

function round(fraction: number): number {
  return Number(fraction.toFixed(4));
}

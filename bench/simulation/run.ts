import { writeFileSync } from "node:fs";
import path from "node:path";
import { trendFamilies } from "@/lib/engine/constants";
import { seededRandom } from "@/lib/statistics/random";
import type { World } from "./assumptions";
import { type Calibration, calibrate } from "./calibration";
import type { Detector } from "./detectors/detector";
import { naiveDetectors } from "./detectors/naive";
import { productDetectors, type Tier, type TierDetector, version1Detectors } from "./detectors/product";
import { Tally, trueKinds } from "./evaluation";
import { simulateOrganization } from "./organization";
import { calibrationTable, ruleTables } from "./tables";
import { type WorldName, worlds } from "./worlds";

/** Duos simulated in each world, in organizations of its size: more of them reduce the Monte-Carlo error. */
const wantedReplicates = process.env.SIMULATION_REPLICATES;
const duosPerWorld = Number(wantedReplicates ?? 60) * worlds.base.duos;
const file = path.join(import.meta.dirname, "../../lib/methodology/error-rates.json");
const firstSeed = 1;

/** A world's tallies: those of the product's rule, and those of the rules that it is compared with. */
interface Tallies {
  readonly product: readonly { readonly tier: Tier; readonly tally: Tally }[];
  readonly others: readonly Tally[];
  readonly calibrations: readonly Calibration[];
}

/**
 * Computes false alarms and detection of the product's rule, of version 1 and of simple rules in each
 * simulated world. A full run writes those of the product's rule into `lib/methodology/error-rates.json`.
 */
export async function run(): Promise<void> {
  const results = {} as Record<WorldName, Tallies>;
  for (const name of Object.keys(worlds) as WorldName[]) {
    const isBase = name === "base";
    const tallies = simulateWorld(worlds[name], isBase ? naiveDetectors : []);
    results[name] = tallies;
    if (isBase) console.log(calibrationTable(tallies.calibrations, duosPerWorld));
    console.log(ruleTables(name, [...tallies.others, ...tallies.product.map(({ tally }) => tally)]));
  }
  // A short run would replace the figures of the methodology page by worse ones.
  if (!wantedReplicates) writeFileSync(file, `${JSON.stringify(mapWorlds(results, ratesByTier), null, 2)}\n`);
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

function tallyOf({ product }: Tallies, tier: Tier, family: Detector["family"]): Tally {
  return product.find((one) => one.tier === tier && one.tally.detector.family === family)!.tally;
}

function mapWorlds<Result>(results: Record<WorldName, Tallies>, of: (tallies: Tallies) => Result) {
  return Object.fromEntries(Object.entries(results).map(([name, tallies]) => [name, of(tallies)]));
}

/** The rates that the methodology page shows. On watch, those are wrong that are on watch and not confirmed. */
function ratesByTier(tallies: Tallies) {
  const ratesOf = (tier: Tier, wrongAmong: Tier) =>
    Object.fromEntries(
      trendFamilies.map((family) => {
        const tally = tallyOf(tallies, tier, family);
        const caught = trueKinds[family].map((kind) => [kind, round(tally.caughtWithinSix(kind))]);
        const wrong = tallyOf(tallies, wrongAmong, family).wrongAmongFlagged();
        return [
          family,
          {
            falseAlarms: round(tally.falseAlarms()),
            caught: Object.fromEntries(caught),
            wrong: round(wrong),
          },
        ];
      }),
    );
  return { watch: ratesOf("watch", "only watch"), confirmed: ratesOf("confirmed", "confirmed") };
}

function summary(tier: Tier, tallies: Tallies) {
  const declining = tallyOf(tallies, tier, "declining");
  const apart = tallyOf(tallies, tier, "apart");
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

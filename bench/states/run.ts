import { writeFileSync } from "node:fs";
import path from "node:path";
import { mean } from "@/lib/statistics/mean";
import { standardDeviation } from "@/lib/statistics/standard-deviation";
import { worlds } from "../simulation/worlds";
import { type Claim, claims, type StateRow, simulateStates } from "./duo-states";

/** Simulated organizations: more of them reduce the Monte-Carlo error. */
const wantedReplicates = process.env.STATES_REPLICATES;
const replicates = Number(wantedReplicates ?? 60);
const file = path.join(import.meta.dirname, "../../lib/methodology/state-rates.json");
const world = worlds.base;

/**
 * Computes how often the states other than diverging are right and found, and how often a stable duo changes its status. A
 * full run writes it into `lib/methodology/state-rates.json`.
 */
export async function run(): Promise<void> {
  const organizations = Array.from({ length: replicates }, (_, replicate) =>
    measure(simulateStates(world, 1 + replicate)),
  );
  const figures = Object.keys(organizations[0]!).map((name) => {
    const values = organizations.map((one) => one[name as Figure]);
    const error = (standardDeviation(values) ?? Number.NaN) / Math.sqrt(replicates);
    return { name, value: mean(values)!, error };
  });
  console.log(
    `${replicates} organizations of ${world.duos} duos over ${world.cycles} cycles; Monte-Carlo errors.`,
  );
  for (const { name, value, error } of figures) {
    console.log(`${name.padEnd(26)} ${value.toFixed(3)} ± ${error.toFixed(4)}`);
  }
  const rates = Object.fromEntries(figures.map(({ name, value }) => [name, Number(value.toFixed(4))]));
  // A short run would replace the figures of the methodology page by worse ones.
  if (!wantedReplicates) writeFileSync(file, `${JSON.stringify(rates, null, 2)}\n`);
  console.log(JSON.stringify(rates));
}

type Figure = keyof ReturnType<typeof measure>;

/** The figures of one organization. Every row counts once, so a duo counts in each of its cycles. */
function measure(duos: readonly (readonly StateRow[])[]) {
  const rows = duos.flat();
  const stable = duos.filter(([first]) => first?.isStable);
  const ratesOf = (claim: Claim) => rightAndFound(rows, claim, (row) => row.shown.has(claim));
  const [multiplying, low, split, oneSide] = claims.map(ratesOf) as [Rates, Rates, Rates, Rates];
  const withoutGate = rightAndFound(rows, "multiplying", (row) => row.multiplyingWithoutGate);
  return {
    multiplyingRight: multiplying.right,
    multiplyingFound: multiplying.found,
    lowRight: low.right,
    lowFound: low.found,
    splitRight: split.right,
    splitFound: split.found,
    oneSideRight: oneSide.right,
    oneSideFound: oneSide.found,
    withoutGateRight: withoutGate.right,
    withoutGateFound: withoutGate.found,
    statusChanges: changesPerYear(stable, ({ status }) => status),
    latestScoreChanges: changesPerYear(stable, ({ latest }) => latest),
  };
}

/** Of the rows that make a claim, those in which it is true; of those in which it is true, the rows that make it. */
interface Rates {
  readonly right: number;
  readonly found: number;
}

function rightAndFound(rows: readonly StateRow[], claim: Claim, isShown: (row: StateRow) => boolean): Rates {
  const shown = rows.filter(isShown);
  const held = rows.filter((row) => row.held.has(claim));
  const both = shown.filter((row) => row.held.has(claim)).length;
  return { right: both / shown.length, found: both / held.length };
}

/** How often a duo's word differs from that of its row before, in a year. */
function changesPerYear(duos: readonly (readonly StateRow[])[], wordOf: (row: StateRow) => string): number {
  const changes = duos.flatMap((rows) =>
    rows.slice(1).filter((row, index) => wordOf(row) !== wordOf(rows[index]!)),
  );
  return (changes.length / duos.length) * (world.cyclesPerYear / world.cycles);
}

import { dimensionCodes } from "@/lib/domain/published";
import type { DuoSeries } from "@/lib/engine/score-table";
import type { Side } from "@/lib/instrument/answers";
import { type DimensionScores, dimensionScores, personScore } from "@/lib/scoring/person";
import type { Random } from "@/lib/statistics/random";
import { drawAnswers } from "./answers";
import { assumptions } from "./assumptions";
import { autoregressiveDraws, normalDraw } from "./draws";
import { drawStory, type Story, storyShift } from "./stories";

/** A duo with what truly happened to it and what its partners answered. */
export interface SimulatedDuo {
  readonly story: Story;
  readonly series: DuoSeries;
  /** The IC's dimension scores by cycle; null where the IC did not answer. */
  readonly icDimensions: readonly (DimensionScores | null)[];
}

interface Person {
  readonly trait: number;
  readonly leanings: readonly number[];
  readonly response: number;
}

/** The duos of one organization over all cycles. Their scores come from drawn item answers and the product's scoring. */
export function simulateOrganization(random: Random): SimulatedDuo[] {
  const drift = companyDrift(random);
  return Array.from({ length: assumptions.duos }, (_, i) => simulateDuo(random, `duo-${i}`, drift));
}

function simulateDuo(random: Random, duoId: string, drift: readonly number[]): SimulatedDuo {
  const { sd, partnerCorrelation } = assumptions.person;
  const shared = normalDraw(random, sd * Math.sqrt(partnerCorrelation));
  const sharedLeanings = dimensionCodes.map(() => normalDraw(random, assumptions.duoDimensionSd));
  const drawPerson = (): Person => ({
    trait: shared + normalDraw(random, sd * Math.sqrt(1 - partnerCorrelation)),
    leanings: sharedLeanings.map((leaning) => leaning + normalDraw(random, assumptions.personDimensionSd)),
    response:
      random() < assumptions.response.chronicShare
        ? assumptions.response.chronic
        : assumptions.response.usual,
  });
  const icPerson = drawPerson();
  const managerPerson = drawPerson();
  const story = drawStory(random, icPerson.trait < managerPerson.trait ? "ic" : "manager");

  const { wobble, cycles } = assumptions;
  const drawWobble = (sd: number) => autoregressiveDraws(random, cycles, { sd, phi: wobble.phi });
  const duoWobble = drawWobble(wobble.duoSd);
  const drawCycles = (side: Side, person: Person) =>
    drawWobble(wobble.personSd).map((personWobble, t) => {
      const own = storyShift(story, t + 1)[side] + duoWobble[t]! + personWobble;
      return drawDimensions(random, person, { company: drift[t]!, own });
    });
  const ic = drawCycles("ic", icPerson);
  const manager = drawCycles("manager", managerPerson);
  const series = { duoId, ic: ic.map(scoreOf), manager: manager.map(scoreOf), icMx: [], managerMx: [] };
  return { story, series, icDimensions: ic };
}

/** Points by which a cycle moves a person's view: the whole company, and this duo and person. */
interface Movement {
  readonly company: number;
  readonly own: number;
}

/** One person's dimension scores in one cycle; null if they do not answer, which is likelier while `own` is below 0. */
function drawDimensions(random: Random, person: Person, { company, own }: Movement): DimensionScores | null {
  const today = own + normalDraw(random, assumptions.moodSd);
  const response = person.response - assumptions.response.lossPerPoint * Math.max(0, -today);
  if (random() >= response) return null;
  return dimensionScores(
    drawAnswers(random, assumptions.mean + person.trait + company + today, person.leanings),
  );
}

function scoreOf(dimensions: DimensionScores | null): number | null {
  return dimensions && (personScore(dimensions) ?? null);
}

function companyDrift(random: Random): number[] {
  let level = 0;
  return Array.from({ length: assumptions.cycles }, (_, t) => {
    if (t > 0) level += normalDraw(random, assumptions.companyDriftSd);
    return level;
  });
}

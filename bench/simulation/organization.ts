import { dimensionCodes } from "@/lib/domain/published";
import { changeScore } from "@/lib/engine/change-score";
import type { DuoSeries } from "@/lib/engine/score-table";
import type { Side } from "@/lib/instrument/answers";
import { type DimensionScores, dimensionScores, personScore } from "@/lib/scoring/person";
import { normalDraw } from "@/lib/statistics/random";
import { type Drawing, drawAnswers } from "./answers";
import { autoregressiveDraws } from "./draws";
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
export function simulateOrganization(drawing: Drawing): SimulatedDuo[] {
  const drift = companyDrift(drawing);
  return Array.from({ length: drawing.world.duos }, (_, i) => simulateDuo(drawing, `duo-${i}`, drift));
}

function simulateDuo(drawing: Drawing, duoId: string, drift: readonly number[]): SimulatedDuo {
  const { random, world } = drawing;
  const { sd, partnerCorrelation } = world.person;
  const shared = normalDraw(random, sd * Math.sqrt(partnerCorrelation));
  const sharedLeanings = dimensionCodes.map(() => normalDraw(random, world.duoDimensionSd));
  const drawPerson = (): Person => ({
    trait: shared + normalDraw(random, sd * Math.sqrt(1 - partnerCorrelation)),
    leanings: sharedLeanings.map((leaning) => leaning + normalDraw(random, world.personDimensionSd)),
    response: random() < world.response.chronicShare ? world.response.chronic : world.response.usual,
  });
  const icPerson = drawPerson();
  const managerPerson = drawPerson();
  const story = drawStory(drawing, icPerson.trait < managerPerson.trait ? "ic" : "manager");

  const { wobble, cycles } = world;
  const drawWobble = (sd: number) => autoregressiveDraws(random, cycles, { sd, phi: wobble.phi });
  const duoWobble = drawWobble(wobble.duoSd);
  const drawCycles = (side: Side, person: Person) =>
    drawWobble(wobble.personSd).map((personWobble, t) => {
      const own = storyShift(world, story, t + 1)[side] + duoWobble[t]! + personWobble;
      return drawDimensions(drawing, person, { company: drift[t]!, own });
    });
  const ic = drawCycles("ic", icPerson);
  const manager = drawCycles("manager", managerPerson);
  const series = {
    duoId,
    ic: ic.map(scoreOf),
    manager: manager.map(scoreOf),
    icChange: ic.map(changeScoreOf),
    managerChange: manager.map(changeScoreOf),
    icMx: [],
    managerMx: [],
  };
  return { story, series, icDimensions: ic };
}

/** Points by which a cycle moves a person's view: the whole company, and this duo and person. */
interface Movement {
  readonly company: number;
  readonly own: number;
}

/** One person's dimension scores in one cycle; null if they do not answer, which is likelier while `own` is below 0. */
function drawDimensions(
  drawing: Drawing,
  person: Person,
  { company, own }: Movement,
): DimensionScores | null {
  const { random, world } = drawing;
  const today = own + normalDraw(random, world.moodSd);
  const response = person.response - world.response.lossPerPoint * Math.max(0, -today);
  if (random() >= response) return null;
  return dimensionScores(drawAnswers(drawing, world.mean + person.trait + company + today, person.leanings));
}

function scoreOf(dimensions: DimensionScores | null): number | null {
  return dimensions && (personScore(dimensions) ?? null);
}

function changeScoreOf(dimensions: DimensionScores | null): number | null {
  return dimensions && changeScore(dimensionCodes.map((code) => dimensions[code] ?? null));
}

function companyDrift({ random, world }: Drawing): number[] {
  const { companyDriftSd, companyStep, cycles } = world;
  let level = 0;
  return Array.from({ length: cycles }, (_, t) => {
    if (t > 0) level += normalDraw(random, companyDriftSd);
    return level + (t + 1 >= companyStep.cycle ? companyStep.points : 0);
  });
}

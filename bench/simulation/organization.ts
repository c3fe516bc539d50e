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
  /** What each side's answers were drawn from. */
  readonly views: Readonly<Record<Side, Views>>;
}

/** How one person truly sees the duo, in points. */
export interface Views {
  readonly leanings: readonly number[];
  /** By cycle, without the mood of the day. */
  readonly lasting: readonly number[];
  /** By cycle, on the day of the survey. */
  readonly thatDay: readonly number[];
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
      return drawSurvey(drawing, person, { company: drift[t]!, own });
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
  const views = { ic: viewsOf(icPerson, ic), manager: viewsOf(managerPerson, manager) };
  return { story, series, icDimensions: ic.map(({ dimensions }) => dimensions), views };
}

/** One person's survey of one cycle. */
interface Survey {
  readonly lasting: number;
  readonly thatDay: number;
  /** Null if they did not answer. */
  readonly dimensions: DimensionScores | null;
}

function viewsOf({ leanings }: Person, surveys: readonly Survey[]): Views {
  return {
    leanings,
    lasting: surveys.map(({ lasting }) => lasting),
    thatDay: surveys.map(({ thatDay }) => thatDay),
  };
}

/** Points by which a cycle moves a person's view: the whole company, and this duo and person. */
interface Movement {
  readonly company: number;
  readonly own: number;
}

/** One person's survey in one cycle; silence is likelier while `own` is below 0. */
function drawSurvey(drawing: Drawing, person: Person, { company, own }: Movement): Survey {
  const { random, world } = drawing;
  const today = own + normalDraw(random, world.moodSd);
  const usual = world.mean + person.trait + company;
  const [lasting, thatDay] = [usual + own, usual + today];
  const response = person.response - world.response.lossPerPoint * Math.max(0, -today);
  const isSilent = random() >= response;
  const dimensions = isSilent ? null : dimensionScores(drawAnswers(drawing, thatDay, person.leanings));
  return { lasting, thatDay, dimensions };
}

function scoreOf({ dimensions }: Survey): number | null {
  return dimensions && (personScore(dimensions) ?? null);
}

function changeScoreOf({ dimensions }: Survey): number | null {
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

import type { Answers, Side } from "@/lib/instrument/answers";
import type { PairTypeDuo } from "@/lib/publication/breakdown";
import type { Leadership, TreeUnit } from "@/lib/publication/tree";
import { type Random, seededRandom } from "@/lib/statistics/random";
import { drawAnswers, drawPartners, type Respondent } from "./draw-answers";
import { type OrganizationSize, randomOrganization } from "./random-organization";

/** A duo and what its partners answered, cycle by cycle; `null` where somebody was silent. */
export type WorldDuo = Omit<PairTypeDuo, "counted"> & {
  /** The first cycle, from 0, in which it was enrolled. */
  readonly since: number;
  readonly answers: Readonly<Record<Side, readonly (Answers | null)[]>>;
};

/** An organization whose answers of some cycles are known: what an attacker must not find out. */
export type World = {
  readonly seed: number;
  readonly units: readonly TreeUnit[];
  readonly leaders: readonly Leadership[];
  readonly cycles: number;
  readonly duos: readonly WorldDuo[];
};

/** Means of ordinary organizations, and of those in which nearly everybody answers at one end of the scale. */
const ordinaryMean = { from: 52, to: 74 };
const extremeMeans = [10, 92];
const extremeShare = 0.15;

type WorldSize = OrganizationSize & {
  /** The mean around which everybody answers, 0 to 100, instead of one that is drawn. */
  readonly mean?: number;
  /** Points by which both partners of every fourth duo fall halfway through the cycles; without it nobody does. */
  readonly fall?: number;
};

/** The same seed draws the same world. */
export function drawWorld(seed: number, cycles: number, size: WorldSize = {}): World {
  const organization = randomOrganization(seed, size);
  const random = seededRandom(seed ^ 0x5eed);
  const mean = size.mean ?? drawMean(random);
  const usualResponse = 0.7 + 0.3 * random();
  const duos = organization.measures[0]!.map(({ counted: _, ...duo }, index) => {
    const fall = index % 4 === 0 ? (size.fall ?? 0) : 0;
    const since = random() < 0.1 ? Math.floor(random() * cycles) : 0;
    const partners = drawPartners(random, mean);
    const answersOf = (side: Side) =>
      Array.from({ length: cycles }, (_, cycle) =>
        cycle >= since && random() < usualResponse
          ? drawAnswers(random, standing(partners[side], cycle >= cycles / 2 ? fall : 0))
          : null,
      );
    return { ...duo, since, answers: { ic: answersOf("ic"), manager: answersOf("manager") } };
  });
  return { seed, units: organization.units, leaders: organization.leaders, cycles, duos };
}

const standing = (person: Respondent, fall: number) => ({ ...person, stands: person.stands - fall });

function drawMean(random: Random): number {
  if (random() < extremeShare) return extremeMeans[Math.floor(random() * extremeMeans.length)]!;
  return ordinaryMean.from + (ordinaryMean.to - ordinaryMean.from) * random();
}

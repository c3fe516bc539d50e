import { sides } from "@/lib/instrument/answers";
import { type Control, type Effort, type ProofReport, seeds } from "../report";
import { type PublishedWorld, publishWorld } from "../worlds/publish";
import { drawWorld } from "../worlds/world";
import { attackEarlierAgreement } from "./agreement-control";
import { attackCustomAnswers } from "./custom-answers";
import { drawFalling } from "./draw-falling";
import { attackByFalls, type FallRule, hundredths, nearestFive } from "./fall-attack";
import { exactly, fromManyRows } from "./knowledge";
import { attackByLevels, attackOneSidedLevels, type View } from "./level-attack";
import { anyAnswers, attackWithheldAnswers, type BandRule, bothFinal } from "./one-sided";

const organizations: Record<Effort, number> = { whole: 1_000, quick: 8 };
const controlled: Record<Effort, number> = { whole: 60, quick: 4 };
const CYCLES = 6;
const SIZE = { mostUnits: 8 };

/**
 * The partner who uses what is published of their duo: levels of all cycles, and how far and since when they fell, with
 * the engine's constants (which nobody but the publisher reads) known as well as rows of hundreds of duos could tell,
 * beside their own answers and all shared ones; and after a cycle that only the other answered, levels and bands. No
 * answer of the other that a partner never sees, and none that is withheld, is determined; an answer to an organization's
 * own question that nobody reads, and the rating of a commitment, move no figure of theirs. Agreement and dimension bands
 * say nothing of hidden answers: they hold shared ones alone.
 */
export function provePartner(effort: Effort): ProofReport {
  const levels = { cases: 0, determined: 0 };
  const byPublisher = { cases: 0, determined: 0 };
  const afterwards = { cases: 0, determined: 0 };
  const falls = { cases: 0, determined: 0 };
  const custom = { cases: 0, determined: 0 };
  for (const seed of seeds(organizations[effort])) {
    const published = publishWorld(drawWorld(seed, CYCLES, SIZE));
    addTo(
      levels,
      everyPartner(published, (view) => attackByLevels(view, fromManyRows)),
    );
    addTo(
      byPublisher,
      everyPartner(published, (view) => attackByLevels(view, exactly)),
    );
    addTo(
      afterwards,
      everyPartner(published, (view) => attackOneSidedLevels(view, exactly)),
    );
    addTo(afterwards, attackWithheld(published, bothFinal));
    const found = attackFalls(seed, nearestFive);
    addTo(falls, found);
    byPublisher.determined += found.byPublisher;
    addTo(custom, attackCustomAnswers(published));
  }
  const found = controls(controlled[effort]);
  return {
    name: "partner",
    organizations: organizations[effort],
    cases: levels.cases + falls.cases + afterwards.cases + custom.cases,
    leaks: levels.determined + falls.determined + afterwards.determined + custom.determined,
    undecided: 0,
    controls: found.controls,
    figures: {
      ...found.figures,
      answersBehindFalls: falls.cases,
      determinedWithConstantsOfThePublisher: byPublisher.determined,
    },
  };
}

/**
 * What the attack finds when a rule is missing: levels not held in organizations that answer at the top, falls that are
 * hardly rounded, the former rule of the agreement band, bands over one-sided cycles.
 */
function controls(count: number) {
  const unheld = { cases: 0, determined: 0 };
  const precise = { cases: 0, determined: 0 };
  const withheld = { cases: 0, determined: 0 };
  const agreement = { cases: 0, determined: 0, named: 0, namedWithout: 0 };
  const counted = { rows: 0, moved: 0 };
  for (const seed of seeds(count)) {
    const happy = publishWorld(drawWorld(seed, CYCLES, { ...SIZE, mean: 92 }), false);
    addTo(
      unheld,
      everyPartner(happy, (view) => attackByLevels(view, fromManyRows)),
    );
    // Where nothing is open every answer is searched for to the end: a quarter of them is enough to see it.
    if (seed % 4 === 1) addTo(precise, attackFalls(seed, hundredths));
    const world = drawWorld(seed, CYCLES, SIZE);
    const published = publishWorld(world);
    countMoved(published, publishWorld(world, false), counted);
    addTo(withheld, attackWithheld(published, anyAnswers));
    for (const nth of published.cycles.keys()) {
      const named = attackEarlierAgreement(published, nth);
      addTo(agreement, named);
      agreement.named += named.named;
      agreement.namedWithout += named.namedWithout;
    }
  }
  const toControl = (name: string, found: Found): Control => ({
    name,
    leaks: found.determined,
    of: found.cases,
  });
  return {
    controls: [
      toControl("levels not held where hidden answers lie at an end", unheld),
      toControl("falls to a hundredth of a point", precise),
      toControl("agreement over nine dimensions of one cycle", agreement),
      toControl("bands over one-sided cycles", withheld),
    ],
    figures: {
      levelsMovedByAStep: share(counted.moved, counted.rows),
      trustNamedFromEarlierBand: share(agreement.named, agreement.cases),
      trustNamedFromSharedAnswersAlone: share(agreement.namedWithout, agreement.cases),
    },
  };
}

type Found = { cases: number; determined: number };

function attackFalls(seed: number, rule: FallRule): Found & { byPublisher: number } {
  let byPublisher = 0;
  const found = everyPartner(publishWorld(drawFalling(seed)), (view) => {
    const one = attackByFalls(view, rule);
    byPublisher += one.byPublisher;
    return one;
  });
  return { ...found, byPublisher };
}

function everyPartner(published: PublishedWorld, attack: (view: View) => Found): Found {
  const total = { cases: 0, determined: 0 };
  for (const duo of published.world.duos)
    for (const own of sides) addTo(total, attack({ published, duo, own }));
  return total;
}

function attackWithheld({ world, cycles }: PublishedWorld, rule: BandRule): Found {
  const total = { cases: 0, determined: 0 };
  for (const { duoId } of world.duos) {
    const figures = cycles.map((cycle) => cycle.figures.get(duoId) ?? { ic: null, manager: null });
    for (const own of sides) addTo(total, attackWithheldAnswers(figures, own, rule));
  }
  return total;
}

/** Counts rows with a level, and those whose level is another step than it would be of scores that are not held. */
function countMoved(held: PublishedWorld, unheld: PublishedWorld, counted: { rows: number; moved: number }) {
  for (const [nth, { rows }] of held.cycles.entries()) {
    for (const [duoId, { level }] of rows) {
      if (level === null) continue;
      counted.rows++;
      if (level !== unheld.cycles[nth]!.rows.get(duoId)!.level) counted.moved++;
    }
  }
}

function addTo(total: Found, more: Found): void {
  total.cases += more.cases;
  total.determined += more.determined;
}

const share = (part: number, whole: number) => Math.round((10_000 * part) / whole) / 10_000;

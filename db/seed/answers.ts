import { dimensionCodes } from "@/lib/domain/published";
import { type Answer, type Answers, CANT_SAY, owners, type Side } from "@/lib/instrument/answers";
import { type Item, optionsOf } from "@/lib/instrument/instrument";
import { isAsked } from "@/lib/instrument/progress";
import { scaleLength } from "@/lib/scoring/item-score";
import { usualOwner } from "@/lib/scoring/ownership";
import type { Draw } from "./draw";

/** What lasts in how one person answers about one duo. */
export type Respondent = {
  side: Side;
  /** Points by which this person sees each dimension above or below the whole. */
  dimensions: Readonly<Record<string, number>>;
  /** Position 1..5 on items that have no better end: risk, time horizon. */
  taste: number;
  archetypes: readonly string[];
  allocation: Readonly<Record<string, number>>;
  map: Readonly<Record<string, string>>;
};

const spread = { dimension: 7, mood: 3, item: 11 } as const;
const cantSay = 0.02;
const skipsOptional = 0.06;

/** Draws a person; partners of a duo share `common` parts of their map of who owns what. */
export function drawRespondent(draw: Draw, side: Side, items: readonly Item[]): Respondent {
  const optionsFor = (code: string) => {
    const item = items.find((one) => one.code === code);
    return item ? optionsOf(item).map(({ value }) => String(value)) : [];
  };
  const rows = items.find((one) => one.code === "MAP")?.row_codes ?? [];
  return {
    side,
    dimensions: Object.fromEntries(dimensionCodes.map((code) => [code, draw.normal(0, spread.dimension)])),
    taste: Math.min(5, Math.max(1, Math.round(draw.normal(3, 0.9)))),
    archetypes: draw.chance(0.4)
      ? [draw.pick(optionsFor("ARC")), draw.pick(optionsFor("ARC"))].filter(
          (one, i, all) => all.indexOf(one) === i,
        )
      : [draw.pick(optionsFor("ARC"))],
    allocation: drawAllocation(draw, optionsFor("ALLOC")),
    map: Object.fromEntries(rows.map((row) => [row, drawOwner(draw, row)])),
  };
}

/** A person in one cycle: `place` is where they stand, 0 to 100, before the day's mood. */
export type Answering = { person: Respondent; place: number };
/** The same with the mood in it. */
type InMood = { person: Respondent; mood: number };

/** One person's answers to the items of a cycle. */
export function drawAnswers(draw: Draw, { person, place }: Answering, items: readonly Item[]): Answers {
  const respondent = { person, mood: place + draw.normal(0, spread.mood) };
  const answers: Record<string, Answer> = {};
  for (const item of items) {
    if (!isAsked(item.show_if, answers)) continue;
    if (!item.required && draw.chance(skipsOptional)) continue;
    answers[item.code] =
      item.required && draw.chance(cantSay) ? CANT_SAY : drawAnswer(draw, respondent, item);
  }
  return answers;
}

function drawAnswer(draw: Draw, respondent: InMood, item: Item): Answer {
  switch (item.type) {
    case "allocation":
      return respondent.person.allocation;
    case "map":
      return respondent.person.map;
    case "choice":
      return drawChoice(draw, respondent, item);
    default:
      return drawPosition(draw, respondent, item);
  }
}

function drawPosition(draw: Draw, { person, mood }: InMood, item: Item): number {
  const last = scaleLength(item);
  const clamp = (value: number) => Math.min(last, Math.max(1, Math.round(value)));
  if (item.direction === "divergence" || item.direction === "profile") {
    return clamp(person.taste + draw.normal(0, 0.5));
  }
  if (item.direction === "closeness") return clamp(draw.normal(3, 1));
  // People think a little better of what they do themselves than of what they get.
  const own = item.direction === "perception" ? 6 : 0;
  const seen = mood + own + (person.dimensions[item.dimension ?? ""] ?? 0) + draw.normal(0, spread.item);
  const position = 1 + (seen / 100) * (last - 1);
  return clamp(item.direction === "reversed" ? last + 1 - position : position);
}

function drawChoice(draw: Draw, { person, mood }: InMood, item: Item): Answer {
  const options = optionsOf(item);
  if (item.max_choices) return person.archetypes;
  const scored = options.filter((option) => option.score !== undefined);
  if (scored.length === 0) return String(draw.pick(options).value);
  const unscored = options.find((option) => option.score === undefined);
  if (unscored && draw.chance(0.12)) return String(unscored.value);
  const seen = mood + (person.dimensions[item.dimension ?? ""] ?? 0) + draw.normal(0, spread.item);
  const nearest = scored.reduce((best, option) =>
    Math.abs(option.score! - seen) < Math.abs(best.score! - seen) ? option : best,
  );
  return String(nearest.value);
}

/** Points in steps of 5 that add up to 100. */
function drawAllocation(draw: Draw, options: readonly string[]): Record<string, number> {
  const points = Object.fromEntries(options.map((option) => [option, 0]));
  const taste = options.map(() => draw.uniform() ** 2 + 0.05);
  const total = taste.reduce((sum, weight) => sum + weight, 0);
  for (let step = 0; step < 20; step++) {
    let ticket = draw.uniform() * total;
    const chosen = options.find((_, index) => {
      ticket -= taste[index]!;
      return ticket <= 0;
    });
    points[chosen ?? options[0]!]! += 5;
  }
  return points;
}

/** The usual owner for most people, any answer for the others. */
function drawOwner(draw: Draw, row: string): string {
  return draw.chance(0.7) ? usualOwner(row, false) : draw.pick(owners);
}

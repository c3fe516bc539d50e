import { cycleName } from "../i18n/cycle-name";
import { beginningsOf, tellsOfDiverging } from "./beginnings";
import { chanceOf, inOut, stateChanges } from "./changes";
import { meanWords } from "./figure-words";
import type { Figure } from "./figures";
import { FOLLOWED_FROM } from "./follow-up";
import type { CycleFacts } from "./frame";
import { statementsOf, unstatedAttributes } from "./kind-sentences";
import { KINDS_FROM, statesToCompare } from "./kinds";
import type { PastCycle } from "./overview";
import { type RecoveryTimes, recoveryTimes } from "./recoveries";
import type { RangeReport } from "./report";
import { stepsOf } from "./report-range";
import { unitSentences } from "./report-units";
import { type Language, stateSentence } from "./sentence";

/** Parts of a report, in reading order: three on either page. */
export const reportParts = ["standing", "changes", "participation", "units", "kinds", "actions"] as const;
export type ReportPart = (typeof reportParts)[number];

/** As many statements of one sort as are read out; a page of insights has the others. */
export const STATEMENTS_SAID = 4;

/** A language, and what a cycle that opened on a day is called among the others that the reader could choose. */
type Telling = Language & { nameOf: (opensOn: string) => string };

/** What a report says, whole sentences in the order in which they are read. */
export function reportSentences(report: RangeReport, told: Language): Record<ReportPart, string[]> {
  const nameOf = (opensOn: string) => cycleName(opensOn, report.frame.cycles, told.format);
  const language: Telling = { ...told, nameOf };
  return {
    standing: standing(report, language),
    changes: [...changed(report, language), ...recovered(report, language)],
    participation: participation(report, language),
    units: unitSentences(report, language),
    kinds: kinds(report, language),
    actions: [...noted(report, language), ...followed(report, language)],
  };
}

/** As many cycles as a sentence names; of more it names all but some, so that a long range stays on two pages. */
const CYCLES_NAMED = 6;

function monthsOf(cycles: readonly CycleFacts[], { words, format, nameOf }: Telling): string {
  const names = cycles.map(({ opensOn }) => nameOf(opensOn));
  if (names.length <= CYCLES_NAMED) return format.list(names);
  const named = names.slice(0, CYCLES_NAMED - 2);
  return format.list([...named, words.report.moreCycles(format.whole(names.length - named.length))]);
}

function standing({ frame, range, past, reorganized }: RangeReport, language: Telling): string[] {
  const { words, nameOf } = language;
  const text = words.report.standing;
  const [last] = past.slice(-1);
  if (!last) return [];
  const moved = range.cycles.filter(({ id }) => reorganized.has(id));
  // No row of the unit is the reader's: it had no duos, or lay outside what they lead.
  const unreadable = past.filter(
    ({ cycle, states }) =>
      cycle.id !== frame.cycle.id && cycle.sharingMode === "scoped" && states.hidden === "no-duos",
  );
  const now = last.states.hidden
    ? text.hidden(words.insights.hidden[last.states.hidden])
    : stateSentence({ ...last.states, tooEarly: !beginningsOf(frame).trends }, undefined, language);
  return [
    [
      text.last(nameOf(frame.cycle.opensOn)),
      ...(frame.cycle.sharingMode === "private" ? [text.lastPrivate] : []),
      now,
    ].join(" "),
    ...levels(past, language),
    ...privateSentences(
      past.filter(({ cycle }) => cycle.sharingMode === "private" && cycle.id !== frame.cycle.id),
      language,
    ),
    ...(range.withdrawn.length > 0
      ? [text.withdrawn(monthsOf(range.withdrawn, language), range.withdrawn.length > 1)]
      : []),
    ...(unreadable.length > 0
      ? [
          text.unreadable(
            monthsOf(
              unreadable.map(({ cycle }) => cycle),
              language,
            ),
          ),
        ]
      : []),
    ...(moved.length > 0 ? [text.reorganized(monthsOf(moved, language))] : []),
  ];
}

/** As many private cycles are told by their own cells; more are named alone. */
const PRIVATE_TOLD = 2;

/** What the private cycles before the last one say. */
function privateSentences(cycles: readonly PastCycle[], language: Telling): string[] {
  const { words, nameOf } = language;
  const text = words.report.standing;
  if (cycles.length > PRIVATE_TOLD) {
    return [
      text.privates(
        monthsOf(
          cycles.map(({ cycle }) => cycle),
          language,
        ),
      ),
    ];
  }
  return cycles.map(({ cycle, states }) =>
    text.private(
      nameOf(cycle.opensOn),
      states.hidden ? words.insights.hidden[states.hidden] : stateSentence(states, undefined, language),
    ),
  );
}

type Mean = Extract<Figure, { kind: "mean" }>;

function levels(past: readonly PastCycle[], language: Telling): string[] {
  const { words, nameOf } = language;
  const text = words.report.standing;
  const known = past.flatMap(({ cycle, level }) =>
    level.kind === "mean" ? [{ level: levelText(level, language), cycle: nameOf(cycle.opensOn) }] : [],
  );
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return [];
  if (first === last) return [text.level(first.level, first.cycle)];
  return [text.levels(first, last), words.insights.mix.noteSets];
}

function levelText({ value, low, high, masked, counted }: Mean, language: Language): string {
  const { words, format } = language;
  const text = words.report.standing;
  const level = meanWords(value, masked, language);
  if (masked) return text.about(level);
  const over = text.over(level, format.count(counted));
  return low === null || high === null ? over : text.between(over, format.whole(low), format.whole(high));
}

function changed({ frame, range, changes }: RangeReport, language: Telling): string[] {
  const { words, format } = language;
  const { steps, compared, moves } = changes;
  const text = words.report.changes;
  if (range.cycles.length < 2) return [text.oneCycle];
  if (steps === 0) return [text.noSteps];
  if (nothingToChange({ frame, changes })) return [words.beginnings.noChangesIn];
  if (compared === 0) return [text.noDuos];
  const [only, ...others] = stepsOf(range.cycles);
  // Of a longer range the two are named that alone were compared.
  const told =
    only && others.length === 0 && range.cycles.length > 2
      ? [text.comparedIn(monthsOf([only.before, only.after], language), format.count(compared))]
      : [text.compared(format.count(steps), format.count(compared))];
  if (stateChanges(moves) === 0) return [...told, text.none];
  const said = (["multiplying", "strained", "diverging"] as const).flatMap((status) => {
    const { entered, left } = inOut(moves, status);
    return entered + left > 0 ? [text.moved[status](format.count(entered), format.count(left))] : [];
  });
  return [
    ...told,
    ...said,
    words.insights.changed.chance[chanceOf(frame.cycle, saysDiverging({ frame, range, changes }))],
  ];
}

/** Whether anything is said of diverging: trends had begun in some cycle of the report, or rows say it. */
export const saysDiverging = ({ frame, range, changes }: Pick<RangeReport, "frame" | "range" | "changes">) =>
  range.cycles.some((cycle) => tellsOfDiverging(beginningsOf({ ...frame, cycle }), changes.moves));

/** The last cycle is the first one with states, and nothing else is in the rows. */
export const nothingToChange = ({ frame, changes }: Pick<RangeReport, "frame" | "changes">) =>
  stateChanges(changes.moves) === 0 && !beginningsOf(frame).changes;

function recovered({ frame, changes }: RangeReport, { words, format }: Language): string[] {
  const text = words.report.recovery;
  if (changes.compared === 0 || nothingToChange({ frame, changes })) return [];
  const times = recoveryTimes(changes.recoveries);
  if (!times) return [text.none];
  const longest = format.count(times.longest);
  return [
    text.some(format.count(times.count)),
    times.count === 1 ? text.one(longest) : text.many(medianOf(times, format), longest),
    ...(times.atLeast ? [text.atLeast] : []),
  ];
}

function participation({ past }: RangeReport, language: Telling): string[] {
  const { words, format, nameOf } = language;
  const text = words.report.participation;
  const heard = past.flatMap(({ cycle, states }) =>
    states.hidden ? [] : [{ cycle, ...states, share: states.counted / states.enrolled }],
  );
  const hidden = past.filter(({ states }) => states.hidden).map(({ cycle }) => cycle);
  const [first, last] = [heard[0], heard.at(-1)];
  if (!first || !last) return [text.none];
  const least = heard.reduce((lowest, one) => (one.share < lowest.share ? one : lowest));
  const say = ({ cycle, counted, enrolled, share }: typeof first, as: "cycle" | "lowest") =>
    text[as]({
      n: format.count(counted),
      of: format.count(enrolled),
      share: format.percent(share),
      cycle: nameOf(cycle.opensOn),
    });
  return [
    [...(first === last ? [] : [say(first, "cycle")]), say(last, "cycle")].join(" "),
    ...(least === first || least === last ? [] : [say(least, "lowest")]),
    ...(hidden.length > 0 ? [text.hidden(monthsOf(hidden, language))] : []),
  ];
}

function medianOf({ median }: RecoveryTimes, format: Language["format"]) {
  return Number.isInteger(median) ? format.count(median) : { n: median, figure: format.tenth(median) };
}

function kinds({ frame, kinds: found }: RangeReport, language: Telling): string[] {
  const { words, format, nameOf } = language;
  const text = words.report.kinds;
  if (!found) return [text.hidden];
  const lede = text.lede(format.count(found.complete), nameOf(frame.cycle.opensOn));
  // That none is complete is said where the report begins.
  if (found.complete === 0) return [words.kinds.tooFew(format.whole(KINDS_FROM))];
  if (!found.compared) return [lede, words.kinds.tooFew(format.whole(KINDS_FROM))];
  if (statesToCompare(found, beginningsOf(frame)).length === 0) return [lede, words.beginnings.noStates];
  const said = found.blocks.flatMap((block) => statementsOf(block, language));
  const more = said.length - STATEMENTS_SAID;
  const unstated = unstatedAttributes(found).map((attribute) => text.attribute[attribute]);
  return [
    lede,
    ...(said.length > 0 ? said.slice(0, STATEMENTS_SAID) : [text.none]),
    ...(more > 0 ? [text.more(format.count(more))] : []),
    ...(unstated.length > 0 ? [text.unstated(format.list(unstated))] : []),
  ];
}

function noted({ actions }: RangeReport, { words, format }: Language): string[] {
  const text = words.report.actions;
  if (!actions.promised) return [text.notPromised];
  if (actions.duos === 0) return [text.none];
  const said = actions.kinds
    .toSorted((a, b) => b.count - a.count || a.kind.localeCompare(b.kind))
    .map(({ kind, count }) => text.kind(text.named[kind], format.count(count)));
  return [text.noted(format.count(actions.duos), format.list(said))];
}

function followed({ frame, range, followUp }: RangeReport, { words, format, nameOf }: Telling): string[] {
  if (!followUp) return [];
  const text = words.report.actions;
  const { acted, others, verdict, began } = followUp;
  const [first, last] = [began?.firstId, began?.lastId].map((id) =>
    frame.cycles.find((one) => one.id === id),
  );
  if (!first || !last || acted.followed + others.followed === 0) return [text.notFollowed];
  const begin = range.cycles[0]?.number ?? frame.cycle.number;
  return [
    ...(first.number < begin ? [text.further] : []),
    text.followed({ first: nameOf(first.opensOn), last: nameOf(last.opensOn) }, nameOf(frame.cycle.opensOn)),
    ...(acted.followed > 0 ? [text.acted(format.count(acted.out), format.count(acted.followed))] : []),
    ...(others.followed > 0 ? [text.others(format.count(others.out), format.count(others.followed))] : []),
    verdict ? words.followUp.verdict[verdict] : words.followUp.verdict.few(format.whole(FOLLOWED_FROM)),
    words.followUp.regression,
  ];
}

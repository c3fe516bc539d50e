import { FEW_COMPLETE } from "../domain/board";
import type { StatusCode } from "../domain/published";
import { type PublishedStatus, reasonWords } from "../domain/status";
import type { Dictionary } from "../i18n";
import { cycleName, sinceName } from "../i18n/cycle-name";
import type { Formats } from "../i18n/format";
import { backgroundOf, type CycleComparison, inOut } from "./changes";
import type { ChangedDuo } from "./changes-view";
import type { Filters } from "./filters";
import type { CycleFacts } from "./frame";
import type { TrackedDuo } from "./tracked-duo";
import type { UnitStates } from "./unit-states";

/** The reader's dictionary, and how figures and dates are written in it. */
export type Language = { words: Dictionary; format: Formats };

type Visible = Extract<UnitStates, { hidden: undefined }>;

/** What changed since the cycle before, over the duos complete in both, for a sentence that says so. */
export type MovesSince = Pick<CycleComparison, "moves" | "compared"> & { readonly cycle: string };

/**
 * What a sentence may say of changes; undefined without a cycle before, or where no duo is complete in both.
 * @param cycle the cycle before, named like "September"
 */
export function movesSince(
  comparison: CycleComparison | undefined,
  cycle: string | undefined,
): MovesSince | undefined {
  return comparison && cycle !== undefined && comparison.compared > 0 ? { ...comparison, cycle } : undefined;
}

/** Whether so few of the enrolled duos are complete that a figure must not be read as one of all of them. */
export const isFew = ({ counted, enrolled }: Pick<Visible, "counted" | "enrolled">): boolean =>
  counted < FEW_COMPLETE * enrolled;

/**
 * The state of a unit in one or two plain sentences: how many duos multiply, how many diverge and how many of them
 * newly; in bands where the cycle was private. Where few duos are complete it begins with that. Where fewer duos are
 * compared with the cycle before than are complete in this one, it says of how many. Where no duo can diverge yet, it does
 * not say that none does. Where none is complete it says that alone.
 * @param since named like "September"
 */
export function stateSentence(
  { counted, enrolled, states, tooEarly = false }: Visible & { readonly tooEarly?: boolean },
  since: MovesSince | undefined,
  { words, format }: Language,
): string {
  const { sentence } = words.insights;
  const of = format.count(counted);
  if (counted === 0) return sentence.noneComplete(format.count(enrolled));
  const few = isFew({ counted, enrolled }) ? [sentence.fewComplete(of, format.count(enrolled))] : [];
  const find = (status: StatusCode) => states.find((one) => one.status === status);
  const [multiply, diverge, thin] = [find("multiplying"), find("diverging"), find("not-enough-data")];
  if (multiply?.band && diverge?.band) {
    const share = sentence.multiplyBand(multiply.band, of.figure);
    return [...few, share, ...(tooEarly ? [] : [sentence.divergeBand(diverge.band)])].join(" ");
  }
  if (thin?.value === counted) return [...few, sentence.tooEarly(of)].join(" ");
  const diverging = format.count(diverge?.value ?? 0);
  const newly = since ? inOut(since.moves, "diverging").entered : 0;
  // A single duo is told whole by its own state.
  const unsaid = diverging.n === 0 && (counted === 1 || tooEarly);
  return [
    ...few,
    sentence.multiply(format.count(multiply?.value ?? 0), of),
    ...(unsaid
      ? []
      : since && diverging.n > 0
        ? since.compared < counted
          ? [
              sentence.diverge(diverging),
              sentence.newlyOf(format.count(newly), format.count(since.compared), since.cycle),
            ]
          : [sentence.divergeNewly(diverging, format.count(newly), since.cycle)]
        : [sentence.diverge(diverging)]),
  ].join(" ");
}

/**
 * How many duos are complete, of how many. Under a filter by agreement only how many there are: an incomplete duo has no
 * band, so that "27 of 27" would say nothing of participation.
 */
export function completeWords(
  { filters, states }: { filters: Pick<Filters, "agreement">; states: Pick<Visible, "counted" | "enrolled"> },
  { words, format }: Language,
): string {
  const { lede } = words.insights;
  const counted = format.count(states.counted);
  return filters.agreement ? lede.banded(counted) : lede.complete(counted, format.count(states.enrolled));
}

/** "5 in, 1 out since September", or that nothing clear changed. */
export function movedWords(status: StatusCode, since: MovesSince, { words, format }: Language): string {
  const { figure } = words.insights;
  const { entered, left } = inOut(since.moves, status);
  const moves = [
    ...(entered > 0 ? [figure.entered(format.whole(entered))] : []),
    ...(left > 0 ? [figure.left(format.whole(left))] : []),
  ];
  return moves.length > 0 ? figure.moved(moves.join(", "), since.cycle) : figure.noClearChange;
}

/** "Diverging, moving apart": the state with its reasons. */
export function stateWords(words: Dictionary["status"], status: PublishedStatus, reason: string): string {
  return [words.word[status], ...reasonWords(words, status, reason)].join(", ");
}

/**
 * What changed for a duo and on what evidence, in words: "Diverging, declining since August. Level 45, was 65."
 * @param told `at`: when the cycle was published: months far from it get their year; `among`: the cycles
 * among which one is named
 */
export function changeSentence(
  duo: TrackedDuo,
  told: { at: Date; among: readonly Pick<CycleFacts, "opensOn">[] },
  language: Language,
): string {
  const { words, format } = language;
  if (!duo.status) return "";
  const { changed } = words.insights;
  const state = stateWords(words.status, duo.status, duo.reason);
  const { again, before } = backgroundOf(duo.states.map(({ status }) => status));
  const shown = again ? changed.again(state) : state;
  // The engine dates where a trend set in; other states are told by what they follow.
  const said =
    duo.status === "diverging" && duo.sinceOn
      ? words.status.since(shown, sinceName(duo.sinceOn, told, format))
      : before?.status
        ? changed.after(shown, changed.spell(before.cycles, format.whole(before.cycles), before.status))
        : shown;
  return [`${said}.`, ...levelWords(duo, language)].join(" ");
}

/**
 * Where a duo's last state is older than the cycle before: in which cycle it was. Empty for the others.
 * @param cycles those among which a cycle is named
 */
export function olderStateWords(
  duo: ChangedDuo,
  cycles: readonly Pick<CycleFacts, "opensOn">[],
  { words, format }: Language,
): string {
  const { changed } = words.insights;
  if (duo.inBoth) return "";
  if (duo.previousStatusOn === null) return changed.elsewhere;
  return changed.lastState(cycleName(duo.previousStatusOn, cycles, format));
}

function levelWords({ level, previousLevel }: TrackedDuo, { words, format }: Language): string[] {
  const { changed } = words.insights;
  if (level === null || previousLevel === null) return [];
  const now = format.whole(level);
  return [level === previousLevel ? changed.levelSame(now) : changed.level(now, format.whole(previousLevel))];
}

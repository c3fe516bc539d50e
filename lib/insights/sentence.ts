import type { StatusCode } from "../domain/published";
import { type PublishedStatus, reasonWords } from "../domain/status";
import type { Dictionary } from "../i18n";
import type { Formats } from "../i18n/format";
import { backgroundOf, inOut, type Move } from "./changes";
import type { TrackedDuo } from "./overview";
import type { UnitStates } from "./unit-states";

/** The reader's dictionary, and how figures and dates are written in it. */
type Language = { words: Dictionary; format: Formats };

type Visible = Extract<UnitStates, { hidden: undefined }>;

/** What changed since the last cycle, for a sentence that says so; undefined without an earlier cycle. */
export type MovesSince = { readonly moves: readonly Move[]; readonly cycle: string };

/** Below this share of complete duos a sentence says first how few were heard from. */
const FEW_COMPLETE = 0.6;

/** Whether so few of the enrolled duos are complete that a figure must not be read as one of all of them. */
export const isFew = ({ counted, enrolled }: Pick<Visible, "counted" | "enrolled">): boolean =>
  counted < FEW_COMPLETE * enrolled;

/**
 * The state of a unit in one or two plain sentences: how many duos multiply, how many diverge and how many of them
 * newly; in bands where the cycle was private. Where few duos are complete it begins with that.
 * @param since named like "September"
 */
export function stateSentence(
  { counted, enrolled, states }: Visible,
  since: MovesSince | undefined,
  { words, format }: Language,
): string {
  const { sentence } = words.insights;
  const of = format.count(counted);
  const few = isFew({ counted, enrolled }) ? [sentence.fewComplete(of, format.count(enrolled))] : [];
  const find = (status: StatusCode) => states.find((one) => one.status === status);
  const [multiply, diverge, thin] = [find("multiplying"), find("diverging"), find("not-enough-data")];
  if (multiply?.band && diverge?.band) {
    return [...few, sentence.bands(multiply.band, diverge.band, of.figure)].join(" ");
  }
  if (thin?.value === counted) return [...few, sentence.tooEarly(of)].join(" ");
  const diverging = format.count(diverge?.value ?? 0);
  const newly = since ? inOut(since.moves, "diverging").entered : 0;
  // A single duo is told whole by its own state.
  const alone = counted === 1 && diverging.n === 0;
  return [
    ...few,
    sentence.multiply(format.count(multiply?.value ?? 0), of),
    ...(alone
      ? []
      : since && diverging.n > 0
        ? [sentence.divergeNewly(diverging, format.count(newly), since.cycle)]
        : [sentence.diverge(diverging)]),
  ].join(" ");
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

/** A calendar day as the instant that falls on it in nearly every zone. */
export const noonOf = (day: string) => `${day}T12:00:00Z`;

/** "Diverging, moving apart": the state with its reasons. */
export function stateWords(words: Dictionary["status"], status: PublishedStatus, reason: string): string {
  return [words.word[status], ...reasonWords(words, status, reason)].join(", ");
}

/**
 * What changed for a duo and on what evidence, in words: "Diverging, declining since August. Level 45, was 65."
 * @param at when the cycle was published: months far from it get their year
 */
export function changeSentence(duo: TrackedDuo, at: Date, language: Language): string {
  const { words, format } = language;
  if (!duo.status) return "";
  const { changed } = words.insights;
  const state = stateWords(words.status, duo.status, duo.reason);
  const { again, before } = backgroundOf(duo.states.map(({ status }) => status));
  const shown = again ? changed.again(state) : state;
  // The engine dates where a trend set in; other states are told by what they follow.
  const told =
    duo.status === "diverging" && duo.sinceOn
      ? words.status.since(shown, format.since(noonOf(duo.sinceOn), at))
      : before?.status
        ? changed.after(shown, changed.spell(before.cycles, format.whole(before.cycles), before.status))
        : shown;
  return [`${told}.`, ...levelWords(duo, language)].join(" ");
}

function levelWords({ level, previousLevel }: TrackedDuo, { words, format }: Language): string[] {
  const { changed } = words.insights;
  if (level === null || previousLevel === null) return [];
  const now = format.whole(level);
  return [level === previousLevel ? changed.levelSame(now) : changed.level(now, format.whole(previousLevel))];
}

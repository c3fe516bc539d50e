import type { FormOutcome } from "@/lib/domain/form-state";
import { groupBy } from "@/lib/domain/group-by";
import type { HandAnswer, HandState } from "@/lib/domain/roster-lists";
import type { Dictionary } from "@/lib/i18n";
import type { Formats } from "@/lib/i18n/format";
import type { DraftItem, FieldChange } from "@/lib/roster/draft";
import { isSameCell } from "@/lib/roster/form-cells";
import { isError, type ProblemCode, type RosterProblem } from "@/lib/roster/problems";
import type { ActionResult } from "@/server/http/action";
import { currentWords, inWords } from "../../outcome";
import { changed } from "../outcome";

type Words = { words: Dictionary; format: Formats };

/** The result of granting or ending a role, in the admin's words. */
export const grantInWords = (result: ActionResult<unknown>): Promise<FormOutcome> =>
  changed(result, ({ rosterLists }) => ({
    refusals: { conflict: rosterLists.grant.lastAdmin },
    fields: rosterLists.problems,
  }));

type Texts = Readonly<Record<string, string>>;
type Asked = { typed: Texts; started: Texts; seen: string; isNew: boolean };

/** What a change by hand would do, has done, or why not, in the admin's language. */
export async function changeInWords(
  result: ActionResult<HandAnswer>,
  { typed, started, seen, isNew }: Asked,
): Promise<Omit<HandState, "attempt">> {
  if (!result.ok) {
    const taken = ({ rosterLists }: Dictionary) => ({ refusals: { conflict: rosterLists.taken } });
    return { typed, started, outcome: await inWords(result, taken) };
  }
  const given = await currentWords();
  const answer = result.value;
  const now: Texts = answer.now;
  if (answer.done) {
    const done = [...linesOf(answer.items, given), ...afterwards(answer, given)];
    return { typed: isNew ? {} : typed, started: now, done, outcome: { ok: true } };
  }
  const kept = { typed: isNew ? typed : withOthers({ typed, started, now }), started: now };
  const refusal = refusalOf(answer, typed, given);
  const choices = Object.fromEntries(
    answer.clashes.map((clash) => [clash.column, [clash.now, clash.typed] as const]),
  );
  if (refusal) return { ...kept, choices, outcome: refusal };
  const { rosterLists: text } = given.words;
  const changed = seen === "" ? [] : [text.gone];
  const { fingerprint } = answer;
  return {
    ...kept,
    preview: {
      lines: linesOf(answer.items, given),
      notes: [...changed, ...notesOf(answer, given)],
      fingerprint,
    },
  };
}

/** What was typed, and in the cells where nothing was, what the roster has now: others may have changed them. */
function withOthers({ typed, started, now }: { typed: Texts; started: Texts; now: Texts }): Texts {
  const shown = Object.entries(typed).map(([column, text]) => {
    const isTyped = started[column] === undefined || !isSameCell(text, started[column]);
    return [column, isTyped ? text : (now[column] ?? text)];
  });
  return Object.fromEntries(shown);
}

function refusalOf(
  { problems, items, taken, clashes }: HandAnswer,
  typed: Texts,
  { words }: Words,
): FormOutcome | undefined {
  const text = words.rosterLists;
  const errors = problems.filter(isError);
  const clashed = Object.fromEntries(clashes.map(({ column }) => [column, text.clash.field]));
  const refuse = (message: string, fields: Record<string, string> = {}): FormOutcome => ({
    ok: false,
    message,
    errors: fields,
    signInAgain: false,
  });
  if (errors.length > 0) {
    // What another form of the page asks for is said of this one as a whole.
    const isHere = ({ column }: RosterProblem) => column !== undefined && column in typed;
    const here = errors.filter(isHere);
    const fields = here.map(
      ({ code, column, value }) => [column!, problemInWords(code, [value], words)] as const,
    );
    const elsewhere = errors.filter((error) => !isHere(error));
    const whole = groupBy(elsewhere, ({ code }) => code);
    const said = [...whole].map(([code, same]) =>
      problemInWords(
        code,
        same.map(({ value }) => value),
        words,
      ),
    );
    const message = said.length > 0 ? said.join(" ") : words.refusals.invalid;
    return refuse(message, { ...Object.fromEntries(fields), ...clashed });
  }
  if (clashes.length > 0) return refuse(text.clash.message, clashed);
  if (items.length === 0) return refuse(taken ? text.taken : text.nothing);
  return taken ? refuse(text.taken) : undefined;
}

/** Whether the action itself says enough of a field; not where something gets another end than it had, or than none. */
function isSaid(action: DraftItem["action"], { field, before, after }: FieldChange): boolean {
  if (field === "paused") return action === "pause" || action === "resume";
  return (
    field === "endedOn" && ((action === "end" && before === "") || (action === "resume" && after === ""))
  );
}

/** Each thing that changes on a line: "Duo Ada & Bo: Ended, one of the people ends". */
function linesOf(items: readonly DraftItem[], { words }: Words): string[] {
  const text = words.roster;
  return items.map(({ kind, action, name, key, reason, neverBegins, staysPaused, changes = [] }) => {
    const what = kind === "leader" ? `${name}, ${key.split(", ").slice(1).join(", ")}` : name;
    const fields = changes
      .filter((change) => !isSaid(action, change))
      .map(({ field, before, after }) => text.item.from(text.item.fields[field] ?? field, before, after));
    const why = reason ? text.reasons[reason] : "";
    const never = neverBegins ? text.item.neverBegins : "";
    const paused = staysPaused ? text.item.staysPaused : "";
    return [`${text.kinds[kind]} ${what}: ${text.actions[action]}`, why, ...fields, never, paused]
      .filter(Boolean)
      .join(", ");
  });
}

/** What is wrong, of what, and what to do. What files would mend on another line is said for a form. */
function problemInWords(
  code: ProblemCode,
  values: readonly (string | undefined)[],
  { roster, rosterLists }: Dictionary,
) {
  const { title, mend } = roster.problems[code];
  const ofWhat = values.filter(Boolean).join("; ");
  return `${title}${ofWhat && ` (${ofWhat})`}. ${rosterLists.mendInForm[code] ?? mend}`;
}

function notesOf({ problems, items, openCycle }: HandAnswer, { words, format }: Words): string[] {
  const text = words.rosterLists;
  const warned = problems.map(({ code, value }) => problemInWords(code, [value], words));
  const grants = items.some(({ kind, action }) => kind === "leader" && action === "add");
  const moves = items.some(({ kind, action }) => (kind === "duo" || kind === "unit") && action === "move");
  const touchesCycle = openCycle !== null && items.some(({ kind }) => kind === "duo" || kind === "unit");
  return [
    ...warned,
    ...(grants ? [text.told] : []),
    ...(moves ? [text.toldOfMove] : []),
    ...(touchesCycle ? [text.openCycle(format.whole(openCycle))] : []),
  ];
}

function afterwards({ left, asked }: HandAnswer, { words, format }: Words): string[] {
  const text = words.rosterLists;
  return [
    ...(left > 0 ? [text.left(format.count(left))] : []),
    ...(asked > 0 ? [text.asked(format.count(asked))] : []),
  ];
}

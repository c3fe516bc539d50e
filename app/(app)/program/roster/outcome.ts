import { revalidatePath } from "next/cache";
import { wordsFor } from "@/app/words";
import type { ProgramOutcome } from "@/lib/domain/program";
import type { HandAnswer, HandState } from "@/lib/domain/roster-lists";
import type { Dictionary } from "@/lib/i18n";
import type { Formats } from "@/lib/i18n/format";
import type { Item } from "@/lib/roster/draft";
import { isError } from "@/lib/roster/problems";
import type { ActionResult } from "@/server/http/action";
import { requireViewer } from "@/server/viewer";
import { inWords } from "../outcome";

type Words = { words: Dictionary; format: Formats };

/** What a role's grant or end came to, in the admin's language. */
export async function grantInWords(result: ActionResult<unknown>): Promise<ProgramOutcome> {
  const outcome = await inWords(result, ({ rosterLists }) => ({ conflict: rosterLists.grant.lastAdmin }));
  if (outcome.ok || result.ok) {
    revalidatePath("/program", "layout");
    return outcome;
  }
  const texts: Readonly<Record<string, string>> = wordsFor(await requireViewer()).words.rosterLists.problems;
  const errors = Object.entries(result.fields).map(([field, code]) => [field, texts[code] ?? texts.other!]);
  return { ...outcome, errors: Object.fromEntries(errors) };
}

type Asked = { typed: Readonly<Record<string, string>>; seen: string; isNew: boolean };

/** What a change by hand would do, has done, or why not, in the admin's language. */
export async function changeInWords(
  result: ActionResult<HandAnswer>,
  { typed, seen, isNew }: Asked,
): Promise<Omit<HandState, "attempt">> {
  if (!result.ok) {
    const taken = ({ rosterLists }: Dictionary) => ({ conflict: rosterLists.taken });
    return { typed, outcome: await inWords(result, taken) };
  }
  const given = wordsFor(await requireViewer());
  const answer = result.value;
  // The page stays as it was made, so that what was done can be read: the section of it may be gone by now.
  if (answer.done) {
    const done = [...linesOf(answer.items, given), ...afterwards(answer, given)];
    return { typed: isNew ? {} : typed, done };
  }
  const refusal = refusalOf(answer, given);
  if (refusal) return { typed, outcome: refusal };
  const { rosterLists: text } = given.words;
  const changed = seen === "" ? [] : [text.gone];
  const { fingerprint } = answer;
  return {
    typed,
    preview: {
      lines: linesOf(answer.items, given),
      notes: [...changed, ...notesOf(answer, given)],
      fingerprint,
    },
  };
}

function refusalOf({ problems, items, taken }: HandAnswer, { words }: Words): ProgramOutcome | undefined {
  const text = words.rosterLists;
  const errors = problems.filter(isError);
  const refuse = (message: string, fields: Record<string, string> = {}): ProgramOutcome => ({
    ok: false,
    message,
    errors: fields,
    signInAgain: false,
  });
  if (errors.length > 0) {
    const said = errors.map(({ code, column, value }) => {
      const { title, mend } = words.roster.problems[code];
      return { column, text: `${title}${value ? ` (${value})` : ""}. ${mend}` };
    });
    const fields = said.flatMap((one) => (one.column ? [[one.column, one.text] as const] : []));
    const whole = said.filter(({ column }) => !column).map((one) => one.text);
    return refuse(whole.length > 0 ? whole.join(" ") : words.refusals.invalid, Object.fromEntries(fields));
  }
  if (items.length === 0) return refuse(taken ? text.taken : text.nothing);
  return taken ? refuse(text.taken) : undefined;
}

/** Fields of which the action itself says enough. */
const saidByAction: Partial<Record<Item["action"], readonly string[]>> = {
  end: ["endedOn"],
  pause: ["paused"],
  resume: ["paused", "endedOn"],
};

/** Each thing that changes on a line: "Duo Ada & Bo: Ended, one of the people ends". */
function linesOf(items: readonly Item[], { words }: Words): string[] {
  const text = words.roster;
  return items.map(({ kind, action, name, key, reason, changes = [] }) => {
    const what = kind === "leader" ? `${name}, ${key.split(", ").slice(1).join(", ")}` : name;
    const fields = changes
      .filter(({ field }) => !saidByAction[action]?.includes(field))
      .map(({ field, before, after }) => text.item.from(text.item.fields[field] ?? field, before, after));
    const why = reason ? text.reasons[reason] : "";
    return [`${text.kinds[kind]} ${what}: ${text.actions[action]}`, why, ...fields]
      .filter(Boolean)
      .join(", ");
  });
}

function notesOf({ problems, items, openCycle }: HandAnswer, { words, format }: Words): string[] {
  const text = words.rosterLists;
  const warned = problems.map(({ code, value }) => {
    const { title, mend } = words.roster.problems[code];
    return `${title}${value ? ` (${value})` : ""}. ${mend}`;
  });
  const grants = items.some(({ kind, action }) => kind === "leader" && action === "add");
  const touchesCycle = openCycle !== null && items.some(({ kind }) => kind === "duo" || kind === "unit");
  return [
    ...warned,
    ...(grants ? [text.told] : []),
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

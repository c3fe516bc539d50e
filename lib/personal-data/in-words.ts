import type { Dictionary } from "../i18n";
import type { Formats } from "../i18n/format";
import { wordOf } from "../i18n/word-of";
import type { AnswersKept } from "./answers-kept";
import { answersKeptInWords } from "./answers-kept-in-words";
import type { PersonalTable } from "./field";
import { personalData, type ShownTableName } from "./inventory";
import type { OwnRow, OwnValue, Part } from "./own-data";
import { readersInWords } from "./readers";

export type InWords = { words: Dictionary; format: Formats };

/** Whether a value has parts of its own, such as the answers of a survey. */
export const isParts = (value: OwnValue): value is readonly Part[] => Array.isArray(value);

/** Whether a value is a calendar day as it is stored, "2026-11-02". */
export const isDay = (value: OwnValue): value is string =>
  typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);

/** A value of one column as a person reads it; empty for nothing. Values of several parts are read part by part. */
export function valueInWords(
  { name, column, value, row }: { name: ShownTableName; column: string; value: OwnValue; row?: OwnRow },
  { words, format }: InWords,
): string {
  const text = words.personalData;
  if (value === null) return "";
  if (value instanceof Date) return format.dateTime(value);
  if (typeof value === "boolean") return value ? text.yes : text.no;
  if (typeof value === "number") return format.whole(value);
  if (isParts(value)) return value.map((part) => `${part.about}: ${part.value}`).join(" · ");
  if (typeof value === "object")
    return "unreadable" in value ? text.unreadable : (value.name ?? text.somebody);
  return isDay(value)
    ? format.calendarDay(value)
    : codeInWords({ name, column, value, status: row?.status }, words);
}

/** One of several things in one value as it is shown on the page; files have it as it is stored. */
export function partInWords(
  { name, part: { code, value } }: { name: ShownTableName; part: Part },
  { words, format }: InWords,
): string {
  const dated = name === "moments" && code === "day" && isDay(value);
  return (dated ? format.calendarDay(value) : value) || words.personalData.empty;
}

/** Columns whose texts are codes that other parts of the product have words for. */
function codeInWords(
  {
    name,
    column,
    value,
    status: of,
  }: { name: ShownTableName; column: string; value: string; status?: OwnValue },
  { personalData: text, status, audit, jobs, insightsDuos, notedActions, roster }: Dictionary,
): string {
  const from = (texts: Readonly<Record<string, string>> = {}) => wordOf(texts, value) ?? value;
  switch (column) {
    case "class":
      return from(text.answerClass);
    case "side":
      return from(text.side);
    case "pair_type":
      return from({ ...status.pairType, all: text.all });
    case "status":
    case "previous_status":
      return from(status.word);
    case "reason":
      return from((status.reason as Readonly<Record<string, Readonly<Record<string, string>>>>)[String(of)]);
    case "team_size":
      return from(insightsDuos.list.teams);
    case "method":
      return from(audit.method);
    case "level_band":
      return from(status.level);
    case "agreement":
      return from(status.agreement);
    case "action":
      return from(audit.action);
    case "kind":
      return from(name === "outbox" ? jobs.mail.kinds : notedActions.kind);
    case "state":
      return from({ ...roster.states, ...text.codes });
    case "stage":
      return from(text.stages);
    case "asked_in":
    case "sharing_mode":
    case "role":
    case "area":
      return from(text.codes);
    default:
      return value;
  }
}

/** Why a table is kept, who reads it and for how long. */
export function factsOf(name: ShownTableName, answersKept: AnswersKept, into: InWords) {
  const { words, format } = into;
  const table: PersonalTable = personalData[name];
  const { why, kept } = table;
  const text = words.personalData;
  return {
    why: text.why[why],
    readers: readersInWords(table, format, text),
    kept: kept === "answers" ? answersKeptInWords(answersKept, into, "person") : text.kept[kept],
  };
}

/** The words of a column; those of a table's entries are complete, which their types say. */
export const fieldInWords = (name: ShownTableName, column: string, { personalData: text }: Dictionary) =>
  wordOf(text.tables[name].fields, column) ?? column;

import type { Dictionary } from "../i18n";
import { wordOf } from "../i18n/word-of";

/** A part of what a row of the audit log says beside its action: its name in the log and its value, with ids by name. */
type Detail = { code: string; value: string };

/** The name of a part of the log's detail, which of an import is an action too; what has none is shown as the log has it. */
export const detailName = (code: string, { personalData: text, audit }: Dictionary): string =>
  wordOf(text.detail.names, code) ?? wordOf(audit.action, code) ?? code;

/** A value of the log's detail in the words of the page that it comes from. */
export function detailValue({ code, value }: Detail, words: Dictionary): string {
  if (code !== "what") return wordOf(valuesOf(code, words), value) ?? value;
  return value
    .split(" ")
    .map((column) => wordOf(words.audit.what, column) ?? column)
    .join(", ");
}

/** The words of every value that is a code, by the detail's name. */
function valuesOf(code: string, words: Dictionary): Readonly<Record<string, string>> {
  const { personalData: text, status, insightsDuos, audit, jobs, notedActions } = words;
  const { list } = insightsDuos;
  const yesNo = { yes: list.yes, no: list.no, true: list.yes, false: list.no };
  switch (code) {
    case "pair":
      return status.pairType;
    case "grade":
      return list.grades;
    case "tenure":
      return list.tenures;
    case "team":
      return list.teams;
    case "agreement":
      return status.agreement;
    case "status":
      return status.word;
    case "kind":
      return { ...notedActions.kind, ...text.detail.kinds };
    case "method":
      return audit.method;
    case "view":
      return audit.view;
    case "table":
      return { ...text.detail.tables, ...audit.files };
    case "area":
      return audit.area;
    case "action":
      return audit.action;
    case "job":
      return jobs.names;
    case "role":
    case "sharingMode":
      return text.codes;
    case "sort":
    case "dir":
    case "rows":
    case "outcome":
      return text.detail.values;
    default:
      return yesNo;
  }
}

import type { DuoAttribute } from "../domain/duo-attributes";
import type { Dictionary } from "../i18n";

/** The name of an attribute of duos, and its values in words. */
export function attributeText(words: Dictionary): {
  name: Readonly<Record<DuoAttribute, string>>;
  value: (attribute: DuoAttribute, value: string) => string;
} {
  const { list } = words.insightsDuos;
  const yesNo = { yes: list.yes, no: list.no };
  const values: Record<DuoAttribute, Readonly<Record<string, string>>> = {
    pair: words.status.pairType,
    grade: list.grades,
    tenure: list.tenures,
    line: yesNo,
    team: list.teams,
    platform: yesNo,
    agreement: words.status.agreement,
  };
  return {
    name: { ...list, pair: words.insights.filter.pair },
    value: (attribute, value) => values[attribute][value] ?? value,
  };
}

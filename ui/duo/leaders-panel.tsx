import { gradesApart } from "@/lib/domain/duo-attributes";
import type { PublishedForLeaders, PublishedForPartners } from "@/lib/domain/duos";
import { sharedDimensionCodes } from "@/lib/domain/published";
import { tenureWords } from "../insights/duos/tenure";
import type { Told } from "../status";
import type { ViewProps } from "../view-props";
import { RowFigures } from "./published-panel";

type Props = ViewProps & {
  row: PublishedForLeaders;
  /** What was published for the two themselves. */
  own: PublishedForPartners | null;
  told: Told;
};

/** Whether leaders read the same figures as the two, which then stand once. */
function isSameRow(row: PublishedForLeaders, own: PublishedForPartners | null): boolean {
  const keys = [
    "status",
    "reason",
    "sinceOn",
    "sinceFromOn",
    "sinceToOn",
    "fall",
    "level",
    "agreement",
  ] as const;
  return (
    own !== null &&
    keys.every((key) => row[key] === own[key]) &&
    sharedDimensionCodes.every((code) => row.dimensionBands?.[code] === own.dimensionBands?.[code])
  );
}

/** The row that leaders read of a duo, for its two partners: nothing else of the duo is shown to a leader. */
export function LeadersPanel({ row, own, told, words, format }: Props) {
  const text = words.home.duo.leaders;
  const { list } = words.insightsDuos;
  const facts = [
    words.status.pairType[row.pairType],
    tenureWords(row.tenureMonths, words, format),
    text.grades(list.grades[gradesApart(row.gradeDistance)]),
    text.team(list.teams[row.teamSize ?? "not-stated"]),
    ...(row.lineManager ? [text.lineManager] : []),
    ...(row.platform ? [text.platform] : []),
  ];
  return (
    <div className="grid gap-4">
      {isSameRow(row, own) ? (
        <p>{text.same}</p>
      ) : (
        <RowFigures row={row} told={told} words={words} format={format} />
      )}
      <p className="text-ink-2">{facts.join(" · ")}</p>
      <p className="text-small text-ink-3">{text.note}</p>
    </div>
  );
}

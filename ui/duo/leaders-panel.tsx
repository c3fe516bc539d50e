import { gradesApart } from "@/lib/domain/duo-attributes";
import type { PublishedForLeaders } from "@/lib/domain/duos";
import { tenureWords } from "../insights/duos/tenure";
import type { ViewProps } from "../view-props";
import { RowFigures } from "./published-panel";

/** The row that leaders read of a duo, for its two partners: nothing else of the duo is shown to a leader. */
export function LeadersPanel({ row, words, format }: ViewProps & { row: PublishedForLeaders }) {
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
      <RowFigures row={row} words={words} format={format} />
      <p className="text-ink-2">{facts.join(" · ")}</p>
      <p className="text-small text-ink-3">{text.note}</p>
    </div>
  );
}

import { answerClass } from "@/lib/instrument/confidentiality";
import { type Block, type Item, itemsOfBlock, optionsOf } from "@/lib/instrument/instrument";
import { markdownTable } from "./generated";

const titles: Readonly<Record<Block, string>> = {
  core: "Core, every cycle",
  A_direction: "Block A, direction",
  B_roles: "Block B, roles",
  C_leverage: "Block C, leverage",
  P_profile: "Profile",
};

const head = ["Item", "Wording", "Answers", "Dimension", "Score", "Class", "Lines"];

/** Every item of the instrument, a table for each block. */
export function itemTables(): string {
  return (Object.keys(titles) as Block[])
    .map((block) => `### ${titles[block]}\n\n${markdownTable(head, itemsOfBlock(block).map(row))}`)
    .join("\n\n");
}

function row(item: Item): string[] {
  const { ic, manager } = item.wording;
  const wording = ic === manager ? ic : `IC: ${ic} Manager: ${manager}`;
  const rows = item.rows ? ` Rows: ${item.rows.join(" · ")}.` : "";
  return [
    item.required ? item.code : `${item.code}°`,
    wording + rows,
    answers(item),
    item.in_person_score ? String(item.dimension) : "–",
    item.direction.replace("_", " "),
    answerClass(item),
    item.source_lines.join(", "),
  ];
}

function answers(item: Item): string {
  if (typeof item.options === "string") return item.options;
  return optionsOf(item)
    .map(({ label, score }) => (score === undefined ? label : `${label} (${score})`))
    .join(" · ");
}

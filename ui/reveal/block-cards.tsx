import type { ReactNode } from "react";
import type { Dictionary } from "@/lib/i18n";
import { type Block, itemByCode } from "@/lib/instrument/instrument";
import { isWideGap, type RevealRow } from "@/lib/scoring/reveal-rows";
import { Card } from "../card";
import { RevealRowView } from "./reveal-row";

type Props = {
  rows: readonly RevealRow[];
  partnerName: string;
  text: Dictionary["reveal"];
  /** What makes a question with a wide gap a talking point. */
  pick: (row: RevealRow) => ReactNode;
};

/** The scale questions of the cycle's block as cards. They are asked in some cycles only and never called changed. */
export function BlockCards({ rows, partnerName, text, pick }: Props) {
  return (
    <ul className="grid gap-4 sm:grid-cols-2">
      {rows.map((row) => (
        <li key={row.item}>
          <Card className="h-full">
            <RevealRowView row={row} partnerName={partnerName} text={text} narrow />
            {isWideGap(row) && pick(row)}
          </Card>
        </li>
      ))}
    </ul>
  );
}

/** The block that a reveal's further questions are from; undefined when both answered none of them. */
export function blockOf(codes: readonly string[]): Exclude<Block, "core"> | undefined {
  const blocks = codes.map((code) => itemByCode(code).block);
  return blocks.find((block) => block !== "core");
}
